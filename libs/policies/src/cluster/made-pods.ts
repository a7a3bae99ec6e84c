import { at, listIn } from '../read/json.ts';
import { type Cluster, derived } from './cluster.ts';
import { type Endpoint, podIn } from './network.ts';

/** The proxies of a Gateway carry its name: https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const proxiesOf = (namespace: string, gateway: string): Endpoint =>
  podIn(namespace, { 'gateway.networking.k8s.io/gateway-name': gateway });

/** cert-manager answers an ACME challenge from a pod beside the certificate. */
const solversIn = (namespace: string): Endpoint =>
  podIn(namespace, { 'acme.cert-manager.io/http01-solver': 'true' });

const isAcme = (issuer: unknown): boolean =>
  listIn(at(issuer, 'spec', 'acme', 'solvers')).some((solver) => at(solver, 'http01') !== undefined);

/** The pods that controllers make of the objects of a cluster, so that a policy may name them. */
export const madePods = derived((cluster: Cluster): readonly Endpoint[] => [
  ...cluster.ofKind('Gateway').map(({ namespace, name }) => proxiesOf(namespace, name)),
  ...(cluster.ofKind('ClusterIssuer').some(({ body }) => isAcme(body))
    ? cluster.ofKind('Certificate').map(({ namespace }) => solversIn(namespace))
    : []),
]);
