import type { Waiver } from '../engine/waiver.ts';

const pinned = ['octollm-staging', 'octollm-production'];

/** A server of the monitoring that cannot be there twice. */
const aloneInSystem = (kind: string, name: string, reason: string): Waiver => ({
  rule: 33,
  namespaces: ['octollm-system'],
  kind,
  name,
  reason,
  expires: '2027-11-30',
});

/** What the committed manifests are allowed to break, why, and until when. */
export const platformWaivers: readonly Waiver[] = [
  {
    rule: 21,
    namespaces: pinned,
    subject: /^ghcr\.io\/octollm\//,
    reason:
      'The images are not published yet; npm run images:pin fills their digests in where a registry is reachable.',
    expires: '2027-03-31',
  },
  {
    rule: 21,
    namespaces: pinned,
    subject: /^docker\.io\/(?:library\/redis|ollama\/ollama|oliver006\/redis_exporter|qdrant\/qdrant):/,
    reason:
      'The registries of the stores and of Ollama are not reachable where the manifests are made; npm run images:pin fills the digests in where they are.',
    expires: '2027-03-31',
  },
  {
    rule: 33,
    namespaces: ['octollm-production'],
    kind: 'Deployment',
    name: 'redis-cache',
    reason:
      'Two caches that know nothing of each other would count limits twice; services go on without one, each by itself.',
    expires: '2027-11-30',
  },
  {
    rule: 21,
    namespaces: ['octollm-system'],
    subject:
      /^(?:docker\.io\/(?:grafana|jaegertracing|victoriametrics)|registry\.k8s\.io\/kube-state-metrics)\//,
    reason:
      'The registries of the monitoring are not reachable where the manifests are made; npm run images:pin fills the digests in where they are.',
    expires: '2027-03-31',
  },
  aloneInSystem(
    'StatefulSet',
    'grafana',
    'Its users and sessions are in SQLite on one volume. Alerts go out without it, and its dashboards are files.',
  ),
  aloneInSystem(
    'StatefulSet',
    'jaeger',
    'Badger belongs to one process. Services go on without it, and only spans of that time are missing.',
  ),
  aloneInSystem(
    'Deployment',
    'kube-state-metrics',
    'Two would count every object twice. An alert says when it is gone, and the next scrape has everything again.',
  ),
];
