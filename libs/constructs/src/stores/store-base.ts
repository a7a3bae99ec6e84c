import type { ClusterEnvironmentName } from '../environment.ts';
import type { Identity } from '../labels.ts';
import { type PriorityTier, priorityOfStore } from '../priority/priority-tiers.ts';
import type { StoreAccess } from './store-network-policy.ts';

/** What every store is told. */
export interface StoreProps extends StoreAccess {
  /** The environment it is in, and the namespace of that. */
  readonly environment: { readonly name: ClusterEnvironmentName; readonly namespace: string };
}

/** What a store says of itself. Its version is that of what it runs. */
export const storeIdentity = (name: string, version: string): Identity => ({
  name,
  component: 'store',
  version,
});

/** The tier of the pods of a store. */
export const storePriority = ({ environment }: StoreProps): PriorityTier => priorityOfStore(environment);
