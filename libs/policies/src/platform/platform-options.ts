import { deployed, jobs, jobsIn } from '@octollm/catalogue';
import { clusterDns, podIn } from '../cluster/network.ts';
import type { CheckOptions } from '../engine/check.ts';
import type { Floor } from '../engine/floor.ts';
import { stageByName } from '../engine/surroundings.ts';
import type { DeclaredCall } from '../rules/rule.ts';
import { declaredBackups } from './declared-backups.ts';
import { platformNamespaces } from './namespaces.ts';
import { runbooksIn } from './runbooks.ts';
import { storeFloors } from './store-floors.ts';
import { platformWaivers } from './waivers.ts';

/** Who publishes what runs: ourselves, and the projects of the stores and of what watches them. */
const registries: readonly string[] = [
  'ghcr.io/octollm',
  'docker.io/grafana',
  'docker.io/jaegertracing',
  'docker.io/library/postgres',
  'docker.io/library/redis',
  'docker.io/oliver006/redis_exporter',
  'docker.io/ollama/ollama',
  'docker.io/qdrant/qdrant',
  'docker.io/victoriametrics',
  'quay.io/prometheus',
  'quay.io/prometheuscommunity/postgres-exporter',
  'registry.k8s.io/kube-state-metrics',
];

const callsIn = (namespace: string): readonly DeclaredCall[] =>
  deployed.flatMap((caller) =>
    caller.calls.map(({ name, port }) => ({ namespace, caller: caller.name, callee: name, port })),
  );

/** What watches and saves all environments: without it the rules of its kinds would pass over nothing. */
const sharedFloors = (namespaces: readonly string[]): readonly Floor[] => [
  { namespace: 'octollm-system', kind: 'PrometheusRule', atLeast: 10 },
  { namespace: 'octollm-system', kind: 'ConfigMap', atLeast: 10 },
  ...namespaces
    .filter((namespace) => stageByName(namespace) !== 'dev')
    .map((namespace) => ({ namespace, kind: 'ScheduledBackup', atLeast: 1 })),
  { namespace: 'velero', kind: 'Schedule', atLeast: 1 },
];

/** What the servers of the monitoring ask of each other. */
const systemCalls: readonly DeclaredCall[] = [
  ['alloy', 'loki', 3_100] as const,
  ['grafana', 'loki', 3_100] as const,
  ['grafana', 'jaeger', 16_686] as const,
  ['grafana', 'victoria-metrics', 8_428] as const,
].map(([caller, callee, port]) => ({ namespace: 'octollm-system', caller, callee, port }));

const floorsIn = (namespace: string): readonly Floor[] => {
  const ofNamespace = jobsIn(stageByName(namespace), jobs);
  const replicated = deployed.filter(({ scaling }) => scaling.kind === 'replicas').length;
  const counts = {
    Namespace: 1,
    Deployment: replicated,
    DaemonSet: deployed.length - replicated,
    PodDisruptionBudget: stageByName(namespace) === 'dev' ? 0 : replicated,
    CronJob: ofNamespace.filter(({ runs }) => runs.kind === 'scheduled').length,
    Job: ofNamespace.filter(({ runs }) => runs.kind === 'once-a-release').length,
    ConfigMap: deployed.length + ofNamespace.length,
    Service: deployed.length,
    ServiceAccount: deployed.length + ofNamespace.length,
    ServiceMonitor: deployed.length,
    // One per service and job, the denial of everything else and DNS.
    NetworkPolicy: deployed.length + ofNamespace.length + 2,
  };
  const ofStores = storeFloors(stageByName(namespace));
  return Object.entries({ ...ofStores, ...counts }).map(([kind, atLeast]) => ({
    namespace,
    kind,
    atLeast: kind in counts ? atLeast + (ofStores[kind] ?? 0) : atLeast,
  }));
};

/**
 * What the manifests of the platform are checked with, from the catalogue: the calls, the drain times, the plan of
 * backups and how many objects there have to be, in each of the namespaces; the runbooks, and the waivers.
 */
export const platformOptions = (namespaces: readonly string[] = platformNamespaces): CheckOptions => ({
  registries,
  calls: [...namespaces.flatMap(callsIn), ...systemCalls],
  drainSecondsOf: ({ namespace, resource }) =>
    namespaces.includes(namespace)
      ? deployed.find(({ name }) => name === resource.name)?.drainSeconds
      : undefined,
  prometheus: podIn('octollm-system', { 'app.kubernetes.io/name': 'prometheus' }),
  otherPods: [
    clusterDns,
    // The proxies of the edge get their configuration from there.
    podIn('envoy-gateway-system', {}),
    // KEDA asks Prometheus, which scrapes the others.
    ...['keda', 'cert-manager', 'gpu-operator', 'velero'].map((namespace) => podIn(namespace, {})),
    podIn('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' }),
  ],
  backups: declaredBackups(namespaces),
  runbooks: runbooksIn(),
  waivers: platformWaivers,
  floors: [...namespaces.flatMap(floorsIn), ...sharedFloors(namespaces)],
});
