import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { podsNamed } from '../network/peers.ts';
import { alertmanagerName, alertmanagerPort } from './alertmanager.ts';
import { ApiAccess } from './api-access.ts';
import { type OperatedPodsProps, operatedPods } from './operated-pods.ts';
import { OperatedServer, operatedPort } from './operated-server.ts';
import { prometheusName, toApiServer, toNodes, toPods } from './server-network.ts';
import type { Allowed } from './server-props.ts';
import { sizes } from './sizes.ts';

/** Where Prometheus answers queries, in its namespace. */
export const prometheusPort = 9_090;
/** Where a kubelet answers, on its node. */
const kubeletPort = 10_250;
/** Where a node exporter answers that others installed: on the network of its node. */
const nodeExporterPort = 9_100;

/** A store that gets the series that are kept longer than Prometheus keeps any. */
export interface LongTermStore {
  /** Where each of its pods takes writes. Every pod gets everything. */
  readonly urls: readonly string[];
  readonly pods: Allowed;
  /** The names, as a regular expression, of the series that it gets. */
  readonly series: string;
}

export interface PrometheusProps extends Pick<OperatedPodsProps, 'image' | 'replicas' | 'storage'> {
  readonly namespace: string;
  /** How long samples are kept, such as `30d`. */
  readonly retention: string;
  /** The namespaces whose monitors and rules are read. */
  readonly namespaces: readonly string[];
  readonly longTerm: LongTermStore;
  /** What is scraped: ports of pods, in the namespaces they are in. */
  readonly scraped: readonly Allowed[];
  /** Who may query it. */
  readonly clients: readonly Allowed[];
}

/** Prometheus was told to look into no namespace: it would scrape nothing, in silence. */
export class NothingToScrapeError extends Error {
  constructor() {
    super('Prometheus has no namespace to look into. Name at least one.');
    this.name = 'NothingToScrapeError';
  }
}

const byPart = { matchLabels: { 'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'] } };

/** What service discovery and the kubelets ask for (https://prometheus-operator.dev/docs/platform/rbac/). */
const readsOf: readonly k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['endpoints', 'pods', 'services'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
];

/** What blocks may take of a volume: the log of writes needs the rest. */
const blocksOf = (storage: string): string => `${Math.floor(Number.parseInt(storage, 10) * 0.9)}GiB`;

/**
 * Prometheus by its operator (https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus):
 * replicas that each scrape everything, so that one is enough. It evicts old blocks before its volume is full.
 * @throws NothingToScrapeError without a namespace
 */
export class Prometheus extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    if (props.namespaces.length === 0) throw new NothingToScrapeError();
    const { image, namespace, longTerm } = props;
    const server = new OperatedServer(this, 'server', {
      name: prometheusName,
      version: image.tag,
      port: prometheusPort,
      token: true,
      ingress: [...props.clients, { peers: [podsNamed(prometheusName)], ports: [prometheusPort] }],
      egress: [
        ...props.scraped.map(toPods),
        toPods({ peers: [podsNamed(prometheusName)], ports: [prometheusPort] }),
        toPods({ peers: [podsNamed(alertmanagerName)], ports: [alertmanagerPort] }),
        toPods(longTerm.pods),
        toNodes(kubeletPort, nodeExporterPort),
        toApiServer,
      ],
    });
    new ApiAccess(this, 'api-access', {
      account: prometheusName,
      namespace,
      labels: server.labels,
      rules: readsOf,
    });
    const namespaceSelector = {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: [...props.namespaces] },
      ],
    };
    new ApiObject(this, 'prometheus', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: prometheusName, labels: server.labels },
      spec: {
        ...operatedPods({ ...props, name: prometheusName, resources: sizes.prometheus, priority: 'high' }),
        portName: operatedPort,
        retention: props.retention,
        retentionSize: blocksOf(props.storage),
        walCompression: true,
        scrapeInterval: '30s',
        evaluationInterval: '30s',
        enableFeatures: ['exemplar-storage'],
        exemplars: { maxSize: 100_000 },
        // A pod that exports labels without an end must not take the others down with it.
        enforcedSampleLimit: 50_000,
        serviceMonitorSelector: byPart,
        serviceMonitorNamespaceSelector: namespaceSelector,
        podMonitorSelector: byPart,
        podMonitorNamespaceSelector: namespaceSelector,
        ruleSelector: byPart,
        ruleNamespaceSelector: namespaceSelector,
        alerting: {
          alertmanagers: [{ namespace, name: alertmanagerName, port: operatedPort, apiVersion: 'v2' }],
        },
        remoteWrite: longTerm.urls.map((url) => ({
          url,
          writeRelabelConfigs: [
            { sourceLabels: ['__name__'], regex: longTerm.series, action: 'keep' },
            // With the name of the replica the store would take what both write for different series.
            { regex: 'prometheus_replica', action: 'labeldrop' },
          ],
        })),
      },
    });
  }
}
