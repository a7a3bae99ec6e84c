import { type Block, block, component, expression } from './alloy-syntax.ts';

/** Where logs come from: the pods of a node, or the containers of a Docker engine. */
export type LogSource =
  | { readonly kind: 'kubernetes'; readonly namespaces: readonly string[] }
  | { readonly kind: 'docker'; readonly socket: string };

export interface AlloyOptions {
  readonly source: LogSource;
  /** Where Loki takes lines. */
  readonly loki: string;
}

const relabel = (from: string, to: string, regex = '(.*)'): Block =>
  block('rule', { source_labels: [from], regex, target_label: to });

const targets = expression('discovery.relabel.logs.output');
const toLabels = [expression('loki.process.lines.receiver')];

const fromPods = (namespaces: readonly string[]): readonly Block[] => [
  component('discovery.kubernetes', 'pods', { role: 'pod' }, [
    block('namespaces', { names: namespaces }),
    // Each Alloy reads the pods of its own node.
    block('selectors', { role: 'pod', field: expression('"spec.nodeName=" + sys.env("NODE_NAME")') }),
  ]),
  component('discovery.relabel', 'logs', { targets: expression('discovery.kubernetes.pods.targets') }, [
    relabel('__meta_kubernetes_namespace', 'namespace'),
    relabel('__meta_kubernetes_pod_name', 'pod'),
    relabel('__meta_kubernetes_pod_container_name', 'container'),
    relabel('__meta_kubernetes_pod_label_app_kubernetes_io_name', 'job'),
  ]),
  component('loki.source.kubernetes', 'logs', { targets, forward_to: toLabels }),
];

const fromContainers = (socket: string): readonly Block[] => [
  component('discovery.docker', 'containers', { host: `unix://${socket}` }),
  component('discovery.relabel', 'logs', { targets: expression('discovery.docker.containers.targets') }, [
    relabel('__meta_docker_container_label_com_docker_compose_project', 'namespace'),
    relabel('__meta_docker_container_label_com_docker_compose_service', 'job'),
    relabel('__meta_docker_container_name', 'container', '/(.*)'),
  ]),
  component('loki.source.docker', 'logs', { host: `unix://${socket}`, targets, forward_to: toLabels }),
];

/**
 * Reads the JSON of the services. Only the level becomes a label: ids would make a stream of every request. They are
 * metadata of the line, by which Grafana leads from a line to its trace.
 */
const lines = component('loki.process', 'lines', { forward_to: [expression('loki.write.loki.receiver')] }, [
  block('stage.json', {
    expressions: {
      level: 'level',
      time: 'time',
      trace_id: 'trace_id',
      request_id: 'request_id',
      task_id: 'task_id',
    },
  }),
  block('stage.timestamp', { source: 'time', format: 'RFC3339Nano' }),
  block('stage.labels', { values: { level: '' } }),
  block('stage.structured_metadata', { values: { trace_id: '', request_id: '', task_id: '' } }),
]);

/** The configuration of Alloy, as blocks. */
export const alloyConfiguration = ({ source, loki }: AlloyOptions): readonly Block[] => [
  block('logging', { level: 'warn', format: 'json' }),
  ...(source.kind === 'kubernetes' ? fromPods(source.namespaces) : fromContainers(source.socket)),
  lines,
  component('loki.write', 'loki', {}, [block('endpoint', { url: `${loki}/loki/api/v1/push` })]),
];
