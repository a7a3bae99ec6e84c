import type { Stage } from '../rules/rule.ts';

/** The objects of the two Redis and of Qdrant, a headless Service for each of the two that keep data included. */
const everywhere = {
  StatefulSet: 2,
  Deployment: 1,
  ConfigMap: 3,
  Service: 5,
  ServiceAccount: 3,
  ServiceMonitor: 3,
  NetworkPolicy: 3,
};

/** One PostgreSQL in dev; elsewhere what CloudNativePG is told of its instances, its poolers and its jobs. */
const ofPostgres = (stage: Stage): Readonly<Record<string, number>> =>
  stage === 'dev'
    ? { StatefulSet: 1, Service: 2, ServiceAccount: 1, ServiceMonitor: 1, NetworkPolicy: 1 }
    : { Cluster: 1, Pooler: 1, PodMonitor: 2, NetworkPolicy: 4, PodDisruptionBudget: 3 };

/** How many objects of each kind the stores of an environment have at least. */
export const storeFloors = (stage: Stage): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = { ...everywhere };
  for (const [kind, count] of Object.entries(ofPostgres(stage))) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
};
