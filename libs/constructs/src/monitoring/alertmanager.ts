import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { internalRanges } from '../network/external-egress.ts';
import { podsNamed, tcp } from '../network/peers.ts';
import { SecretFromStore, type StoredValue } from '../secrets/secret-from-store.ts';
import { type OperatedPodsProps, operatedPods } from './operated-pods.ts';
import { OperatedServer, operatedPort } from './operated-server.ts';
import { prometheusName, toPods } from './server-network.ts';
import type { Allowed } from './server-props.ts';
import { serverSecret } from './server-volumes.ts';
import { sizes } from './sizes.ts';

export const alertmanagerName = 'alertmanager';
export const alertmanagerPort = 9_093;
/** Where the pods tell each other what they have sent. */
const clusterPort = 9_094;

/** Where the operator mounts every key of the Secret with the configuration: the files that the configuration names. */
export const alertmanagerCredentials = '/etc/alertmanager/config';

export interface AlertmanagerProps extends Pick<OperatedPodsProps, 'image' | 'replicas' | 'storage'> {
  /** The configuration as it is read; credentials are files under `alertmanagerCredentials`. */
  readonly configuration: string;
  /** The entry of the secret store, and the properties of it that become files; and files from other entries. */
  readonly secrets: {
    readonly entry: string;
    readonly keys: readonly string[];
    readonly elsewhere?: Readonly<Record<string, StoredValue>>;
  };
  /** Pods in the cluster that are told of alerts. */
  readonly receivers: readonly Allowed[];
  /** Ports of the internet that receivers are reached at, such as 443 and 587. */
  readonly publicPorts: readonly number[];
  /** Who may look at alerts and silence them. */
  readonly clients: readonly Allowed[];
}

/** Alerts go out by https and by mail. */
const outside = (ports: readonly number[]): k8s.NetworkPolicyEgressRule[] =>
  ports.length === 0
    ? []
    : [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...internalRanges] } }], ports: tcp(...ports) }];

/** The operator of the secrets reads templates of Go as Alertmanager does: what is for the latter has to get through, and be YAML before and after. */
export const asTemplateText = (text: string): string => text.replaceAll('{{', '{{ `{{` }}');

/** Where the operator looks for the configuration in its Secret. */
const configurationKey = 'alertmanager.yaml';

/**
 * Alertmanager by the Prometheus operator, which wants the configuration in a Secret. External Secrets makes that Secret
 * of the credentials and of the text, which is no secret itself and stands in the manifests.
 */
export class Alertmanager extends Construct {
  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id);
    const { image, configuration, secrets } = props;
    const { elsewhere = {} } = secrets;
    const files = [...secrets.keys, ...Object.keys(elsewhere)];
    // Gossip goes by UDP, and by TCP what is too long for a packet.
    const gossip: Allowed = {
      peers: [podsNamed(alertmanagerName)],
      ports: [clusterPort],
      udpPorts: [clusterPort],
    };
    const { labels } = new OperatedServer(this, 'server', {
      name: alertmanagerName,
      version: image.tag,
      port: alertmanagerPort,
      token: false,
      ingress: [{ peers: [podsNamed(prometheusName)], ports: [alertmanagerPort] }, gossip, ...props.clients],
      egress: [toPods(gossip), ...props.receivers.map(toPods), ...outside(props.publicPorts)],
    });
    new SecretFromStore(this, 'secrets', {
      name: alertmanagerName,
      secretName: serverSecret(alertmanagerName),
      labels,
      entry: secrets.entry,
      elsewhere,
      keys: [...files, configurationKey],
      templates: {
        // The names of files have dashes, which a template reads as minus.
        ...Object.fromEntries(
          files.map((key) => [key, { template: `{{ index . "${key}" }}`, properties: [key] }]),
        ),
        [configurationKey]: { template: asTemplateText(configuration), properties: [] },
      },
    });
    new ApiObject(this, 'alertmanager', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Alertmanager',
      metadata: { name: alertmanagerName, labels },
      spec: {
        ...operatedPods({ ...props, name: alertmanagerName, resources: sizes.small, priority: 'high' }),
        automountServiceAccountToken: false,
        portName: operatedPort,
        retention: '120h',
        configSecret: serverSecret(alertmanagerName),
      },
    });
  }
}
