import { type Job, quantityIn, type Resources, type Service } from '@octollm/catalogue';
import type { Quantities } from '@octollm/constructs';
import type { Environment } from './environments/environment.ts';
import { mostPods } from './most-pods.ts';

/** Room above what the platform needs at its largest: pods that drain, a pod of an operator's own. */
const headroom = 1.25;

const gibibyte = 2 ** 30;

/** Pods that are alike, and what each may take. */
export interface Share {
  readonly pods: number;
  readonly resources: Resources;
}

/** A job that is late runs beside the next. */
const podsOfJob = 2;

const sum = (shares: readonly Share[], quantity: (resources: Resources) => string): number =>
  shares.reduce((total, { pods, resources }) => total + pods * (quantityIn(quantity(resources)) ?? 0), 0);

/** The quota that these pods fit into, with a quarter more. */
export const quotaOf = (shares: readonly Share[]): Quantities => {
  const bounded = (quantity: (resources: Resources) => string, unit: number, suffix: string): string =>
    `${Math.ceil((sum(shares, quantity) * headroom) / unit)}${suffix}`;
  return {
    pods: String(Math.ceil(shares.reduce((total, { pods }) => total + pods, 0) * headroom)),
    'requests.cpu': bounded(({ cpu }) => cpu.request, 1, ''),
    'requests.memory': bounded(({ memory }) => memory.request, gibibyte, 'Gi'),
    'requests.ephemeral-storage': bounded(({ ephemeralStorage }) => ephemeralStorage.request, gibibyte, 'Gi'),
    'limits.cpu': bounded(({ cpu }) => cpu.limit, 1, ''),
    'limits.memory': bounded(({ memory }) => memory.limit, gibibyte, 'Gi'),
    'limits.ephemeral-storage': bounded(({ ephemeralStorage }) => ephemeralStorage.limit, gibibyte, 'Gi'),
  };
};

/**
 * The quota of a namespace: what its pods take when every autoscaler is at its maximum and one pod more of each is being
 * started, and a quarter more for those that are still stopping. It follows the catalogue, so that no new service meets a quota that has no room for it.
 */
export const namespaceQuota = (
  services: readonly Service[],
  jobs: readonly Job[],
  environment: Environment,
  stores: readonly Share[] = [],
): Quantities => {
  const shares: readonly Share[] = [
    ...services.map((service) => ({ pods: mostPods(service, environment), resources: service.resources })),
    ...jobs.map(({ resources }) => ({ pods: podsOfJob, resources })),
    ...stores,
  ];
  return quotaOf(shares);
};
