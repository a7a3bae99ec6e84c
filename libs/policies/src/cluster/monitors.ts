import { at, listIn, textIn, textsIn } from '../read/json.ts';
import { selects } from '../read/selector.ts';
import type { Cluster } from './cluster.ts';
import type { Resource } from './resource.ts';

/** The namespaces in which a ServiceMonitor or a PodMonitor looks: its own, unless it names others. */
export const namespacesOf = (cluster: Cluster, monitor: Resource): readonly string[] => {
  const selector = at(monitor.body, 'spec', 'namespaceSelector');
  if (at(selector, 'any') === true) return cluster.namespaces;
  const named = textsIn(at(selector, 'matchNames'));
  return named.length === 0 ? [monitor.namespace] : named;
};

/** The Services that a ServiceMonitor selects. */
export const monitoredServices = (cluster: Cluster, monitor: Resource): readonly Resource[] => {
  const namespaces = namespacesOf(cluster, monitor);
  const selector = at(monitor.body, 'spec', 'selector');
  return namespaces.flatMap((namespace) =>
    cluster.servicesIn(namespace).filter(({ labels }) => selects(selector, labels)),
  );
};

/** What a monitor scrapes: the port by its name or number, and where it says so. */
export const endpointsOf = (
  { body }: Resource,
  field: 'endpoints' | 'podMetricsEndpoints',
): readonly { readonly port: string | undefined; readonly targetPort: unknown; readonly path: string }[] =>
  listIn(at(body, 'spec', field)).map((endpoint, index) => ({
    port: textIn(at(endpoint, 'port')),
    targetPort: at(endpoint, 'targetPort'),
    path: `spec.${field}[${index}]`,
  }));
