import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { platformLabels } from '../labels.ts';
import { podsNamed } from '../network/peers.ts';
import { MonitoringServer, monitoringComponent } from './monitoring-server.ts';
import type { LongTermStore } from './prometheus.ts';
import { prometheusName } from './server-network.ts';
import { sizes } from './sizes.ts';

export const longTermName = 'victoria-metrics';
export const longTermPort = 8_428;

export interface LongTermMetricsProps {
  readonly namespace: string;
  readonly image: Image;
  readonly replicas: number;
  readonly storage: string;
  /** How long samples are kept, such as `400d`. */
  readonly retention: string;
  /** The names, as a regular expression, of the series that Prometheus writes to it. */
  readonly series: string;
  /** The rules that record them. */
  readonly rules: readonly { readonly record: string; readonly expr: string }[];
  /** How often they are recorded, such as `5m`. */
  readonly interval: string;
  /** Who asks it: names of pods in the namespace. */
  readonly clients: readonly string[];
}

/**
 * VictoriaMetrics for the series that are kept for a year, which recording rules have made few. Every replica gets all of
 * them from every Prometheus and stands for itself: what one lacks another has.
 */
export class LongTermMetrics extends Construct {
  /** How Prometheus writes to it. */
  readonly store: LongTermStore;

  constructor(scope: Construct, id: string, props: LongTermMetricsProps) {
    super(scope, id);
    const { namespace, image, replicas, storage, retention, series, rules, interval, clients } = props;
    const directory = '/var/lib/victoria-metrics';
    this.store = {
      urls: Array.from(
        { length: replicas },
        (_, index) =>
          `http://${longTermName}-${index}.${longTermName}.${namespace}:${longTermPort}/api/v1/write`,
      ),
      pods: { peers: [podsNamed(longTermName)], ports: [longTermPort] },
      series,
    };
    new MonitoringServer(this, 'server', {
      name: longTermName,
      namespace,
      image,
      args: [
        `-storageDataPath=${directory}`,
        `-retentionPeriod=${retention}`,
        `-httpListenAddr=:${longTermPort}`,
        // Every replica of Prometheus writes the same: one sample of each interval is enough.
        `-dedup.minScrapeInterval=${interval}`,
      ],
      ports: { http: longTermPort },
      metricsPort: 'http',
      readiness: { port: 'http', path: '/health' },
      stopping: 'sleep',
      scale: { kind: 'stateful', count: replicas, claim: { size: storage, directory } },
      resources: sizes.medium,
      priority: 'normal',
      ingress: [{ peers: [podsNamed(prometheusName), ...clients.map(podsNamed)], ports: [longTermPort] }],
      egress: [],
    });
    new ApiObject(this, 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'year',
        labels: { ...platformLabels, 'app.kubernetes.io/component': monitoringComponent },
      },
      spec: { groups: [{ name: 'year', interval, rules: [...rules] }] },
    });
  }
}
