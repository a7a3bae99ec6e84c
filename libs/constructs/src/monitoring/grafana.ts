import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { recommendedLabels } from '../labels.ts';
import { externalEgress } from '../network/external-egress.ts';
import {
  type GrafanaAccess,
  grafanaSecrets,
  grafanaSettings,
  provisioning,
  secretsDirectory,
} from './grafana-settings.ts';
import { MonitoringServer, monitoringComponent } from './monitoring-server.ts';
import { toPods } from './server-network.ts';
import type { Allowed } from './server-props.ts';
import { sizes } from './sizes.ts';

export const grafanaName = 'grafana';
export const grafanaPort = 3_000;

export interface Dashboard {
  readonly uid: string;
  readonly json: string;
}

export interface GrafanaProps {
  readonly namespace: string;
  readonly image: Image;
  readonly storage: string;
  /** Where browsers find it. */
  readonly url: string;
  readonly access: GrafanaAccess;
  /** The file with the data sources. */
  readonly dataSources: string;
  /** The file that says where dashboards are. */
  readonly dashboardProvider: string;
  /** Where that file has Grafana look for dashboards. */
  readonly dashboardsDirectory: string;
  readonly dashboards: readonly Dashboard[];
  /** The entry of the secret store. */
  readonly secretEntry: string;
  /** Whom it asks: the servers behind the data sources. */
  readonly sources: readonly Allowed[];
  /** Who may call it besides the browser of somebody who forwards its port. */
  readonly clients: readonly Allowed[];
}

const dashboardMap = (uid: string): string => `dashboard-${uid}`;

/**
 * Grafana with data sources and dashboards that are files, so that nothing has to be clicked together again. What people
 * make for themselves, and who they are, is in SQLite on its volume: one replica.
 */
export class Grafana extends Construct {
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const { namespace, image, storage, access, dashboards, dashboardsDirectory, sources } = props;
    const labels = recommendedLabels({
      name: grafanaName,
      component: monitoringComponent,
      version: image.tag,
    });
    for (const { uid, json } of dashboards)
      new k8s.KubeConfigMap(this, `dashboard-${uid}`, {
        metadata: { name: dashboardMap(uid), labels: { ...labels, grafana_dashboard: '1' } },
        data: { [`${uid}.json`]: json },
      });
    new MonitoringServer(this, 'server', {
      name: grafanaName,
      namespace,
      image,
      args: [],
      ports: { http: grafanaPort },
      metricsPort: 'http',
      readiness: { port: 'http', path: '/api/health' },
      liveness: { port: 'http', path: '/healthz' },
      stopping: 'sleep',
      scale: { kind: 'stateful', count: 1, claim: { size: storage, directory: '/var/lib/grafana' } },
      resources: sizes.medium,
      priority: 'normal',
      files: {
        directory: provisioning,
        texts: {
          'datasources/octollm.yaml': props.dataSources,
          'dashboards/octollm.yaml': props.dashboardProvider,
        },
      },
      configMaps: Object.fromEntries(
        dashboards.map(({ uid }) => [`${dashboardsDirectory}/${uid}`, dashboardMap(uid)]),
      ),
      secrets: {
        directory: secretsDirectory,
        entry: props.secretEntry,
        keys: grafanaSecrets(access),
      },
      variables: grafanaSettings(props),
      ingress: props.clients,
      egress: [
        ...sources.map(toPods),
        ...(access.kind === 'oidc' ? externalEgress(['identity-provider']) : []),
      ],
    });
  }
}
