import type { k8s } from 'cdk8s-plus-27';
import { externalEgress } from '../network/external-egress.ts';
import { type Peer, podsIn, tcp } from '../network/peers.ts';
import { apiServerPorts } from '../network/private-networks.ts';
import type { Mount } from '../workload/volumes.ts';
import { drillPods } from './scratch-cluster.ts';
import { type ScratchStore, scratchContainer } from './scratch-stores.ts';

/** Where a pod finds the certificate of the API server. */
const apiCertificate = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';
const operator = podsIn('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' });
/** PostgreSQL, and where the operator asks the instance how it is. */
const databasePorts = tcp(5_432, 8_000);

const withShared = (container: k8s.Container, shared: Mount): k8s.Container => ({
  ...container,
  env: [...(container.env ?? []), { name: 'NODE_EXTRA_CA_CERTS', value: apiCertificate }],
  volumeMounts: [...(container.volumeMounts ?? []), shared.mount],
});

const withStores = (pod: k8s.PodSpec, stores: readonly ScratchStore[], shared: Mount): k8s.PodSpec => ({
  ...pod,
  automountServiceAccountToken: true,
  containers: [
    ...pod.containers.map((container) => withShared(container, shared)),
    ...stores.map(scratchContainer),
  ],
  volumes: [...(pod.volumes ?? []), shared.volume],
});

/** Makes the pod of a job that of a drill: with scratch stores beside it and the token for its database. */
export const drillPod =
  (stores: readonly ScratchStore[], shared: Mount) =>
  ({ metadata, spec }: k8s.PodTemplateSpec): k8s.PodTemplateSpec => ({
    metadata: { ...metadata, labels: { ...metadata?.labels, ...drillPods } },
    ...(spec === undefined ? {} : { spec: withStores(spec, stores, shared) }),
  });

/** The pods of the drill and of its database: they reach each other, the API server and the backups. */
export const drillNetwork = (apiServer: readonly Peer[]): k8s.NetworkPolicySpec => {
  const own: Peer = { podSelector: { matchLabels: { ...drillPods } } };
  return {
    podSelector: { matchLabels: { ...drillPods } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [own, operator], ports: databasePorts }],
    egress: [
      { to: [own], ports: databasePorts },
      { to: [...apiServer], ports: tcp(...apiServerPorts) },
      ...externalEgress(['object-storage']),
    ],
  };
};
