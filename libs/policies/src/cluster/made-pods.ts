import { at, listIn, textIn, textMapIn } from '../read/json.ts';
import { selects } from '../read/selector.ts';
import { type Cluster, derived } from './cluster.ts';
import { type Endpoint, podIn } from './network.ts';
import type { Resource } from './resource.ts';

/** The proxies of a Gateway carry its name: https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const proxiesOf = (namespace: string, gateway: string): Endpoint =>
  podIn(namespace, { 'gateway.networking.k8s.io/gateway-name': gateway });

/** cert-manager answers an ACME challenge from a pod beside the certificate. */
const solversIn = (namespace: string): Endpoint =>
  podIn(namespace, { 'acme.cert-manager.io/http01-solver': 'true' });

const isAcme = (issuer: unknown): boolean =>
  listIn(at(issuer, 'spec', 'acme', 'solvers')).some((solver) => at(solver, 'http01') !== undefined);

/**
 * CloudNativePG makes the instances of a Cluster, and jobs that make an instance; the pods of a Pooler belong to its
 * cluster: https://cloudnative-pg.io/documentation/current/labels_annotations/
 */
const postgresPods = ({ namespace, name }: Resource): readonly Endpoint[] => [
  podIn(namespace, { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' }),
  podIn(namespace, { 'cnpg.io/cluster': name, 'cnpg.io/jobRole': 'join' }),
];

const poolerPods = ({ namespace, name, body }: Resource): Endpoint =>
  podIn(namespace, {
    ...textMapIn(at(body, 'spec', 'template', 'metadata', 'labels')),
    'cnpg.io/cluster': textIn(at(body, 'spec', 'cluster', 'name')) ?? '',
    'cnpg.io/podRole': 'pooler',
    'cnpg.io/poolerName': name,
  });

/** The Prometheus operator: https://prometheus-operator.dev/docs/api-reference/api/ */
const operatedPods = ({ namespace, name, kind, body }: Resource): Endpoint =>
  podIn(namespace, {
    ...textMapIn(at(body, 'spec', 'podMetadata', 'labels')),
    'app.kubernetes.io/name': kind.toLowerCase(),
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/instance': name,
  });

/** The pods that controllers make of the objects of a cluster, so that a policy may name them. */
export const madePods = derived((cluster: Cluster): readonly Endpoint[] => [
  ...cluster.ofKind('Cluster').flatMap(postgresPods),
  ...cluster.ofKind('Pooler').map(poolerPods),
  ...cluster.ofKind('Prometheus', 'Alertmanager').map(operatedPods),
  ...cluster.ofKind('Gateway').map(({ namespace, name }) => proxiesOf(namespace, name)),
  ...(cluster.ofKind('ClusterIssuer').some(({ body }) => isAcme(body))
    ? cluster.ofKind('Certificate').map(({ namespace }) => solversIn(namespace))
    : []),
]);

/** Whether a selector finds pods in a namespace that a controller makes. */
export const findsMadePods = (cluster: Cluster, selector: unknown, namespace: string): boolean =>
  madePods(cluster).some((pod) => pod.namespace === namespace && selects(selector, pod.labels));
