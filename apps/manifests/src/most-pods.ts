import type { Service } from '@octollm/catalogue';
import type { Environment } from './environments/environment.ts';

/** A rolling update starts a pod before it stops one. */
const surgePods = 1;

/** The pods of a service at its largest, in the middle of a rolling update. */
export const mostPods = (service: Pick<Service, 'scaling'>, { replicas, nodes }: Environment): number =>
  surgePods + (service.scaling.kind === 'per-node' ? nodes : (replicas ?? service.scaling.max));
