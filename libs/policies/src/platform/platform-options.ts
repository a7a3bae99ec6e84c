import { jobs, services } from '@octollm/catalogue';
import { clusterDns, podIn } from '../cluster/network.ts';
import type { CheckOptions } from '../engine/check.ts';
import type { Floor } from '../engine/floor.ts';
import { stageByName } from '../engine/surroundings.ts';
import type { DeclaredCall } from '../rules/rule.ts';
import { platformNamespaces } from './namespaces.ts';
import { platformWaivers } from './waivers.ts';

const callsIn = (namespace: string): readonly DeclaredCall[] =>
  services.flatMap((caller) =>
    caller.calls.map(({ name, port }) => ({ namespace, caller: caller.name, callee: name, port })),
  );

const floorsIn = (namespace: string): readonly Floor[] => {
  const replicated = services.filter(({ scaling }) => scaling.kind === 'replicas').length;
  const counts = {
    Namespace: 1,
    Deployment: replicated,
    DaemonSet: services.length - replicated,
    PodDisruptionBudget: stageByName(namespace) === 'dev' ? 0 : replicated,
    CronJob: jobs.filter(({ runs }) => runs.kind === 'scheduled').length,
    Job: jobs.filter(({ runs }) => runs.kind === 'once-a-release').length,
    ConfigMap: services.length + jobs.length,
    Service: services.length,
    ServiceAccount: services.length + jobs.length,
    ServiceMonitor: services.length,
    // One per service and job, the denial of everything else and DNS.
    NetworkPolicy: services.length + jobs.length + 2,
  };
  return Object.entries(counts).map(([kind, atLeast]) => ({ namespace, kind, atLeast }));
};

/**
 * What the manifests of the platform are checked with, from the catalogue: the calls, the drain times and how many
 * objects there have to be, in each of the namespaces, and the waivers.
 */
export const platformOptions = (namespaces: readonly string[] = platformNamespaces): CheckOptions => ({
  registries: ['ghcr.io/octollm'],
  calls: namespaces.flatMap(callsIn),
  drainSecondsOf: ({ namespace, resource }) =>
    namespaces.includes(namespace)
      ? services.find(({ name }) => name === resource.name)?.drainSeconds
      : undefined,
  prometheus: podIn('octollm-system', { 'app.kubernetes.io/name': 'prometheus' }),
  // The proxies of the edge get their configuration from there.
  otherPods: [clusterDns, podIn('envoy-gateway-system', {})],
  waivers: platformWaivers,
  floors: namespaces.flatMap(floorsIn),
});
