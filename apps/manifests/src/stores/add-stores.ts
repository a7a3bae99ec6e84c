import {
  cacheStore,
  type Job,
  postgres,
  queueStore,
  type Service,
  type Store,
  vectors,
} from '@octollm/catalogue';
import {
  type ExternalStore,
  externalConnection,
  type PodShare,
  type StoreConnections,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import type { Own } from '../environments/stores.ts';
import { clientsOf } from './clients.ts';
import {
  type MadeStore,
  makeCache,
  makePostgres,
  makeQdrant,
  makeQueue,
  type Surroundings,
} from './store-makers.ts';

/** The stores of an environment, as the rest of it needs to know them. */
export interface AddedStores {
  readonly connections: StoreConnections;
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];
}

/** Adds the stores of an environment, each in a chart of its own. One that nobody opens is left out. */
export const addStores = (
  scope: Construct,
  environment: Environment,
  services: readonly Service[],
  jobs: readonly Job[],
): AddedStores => {
  const { stores, namespace } = environment;

  const add = <Kind extends { readonly flavour: string }>(
    store: Store,
    kind: Kind | ExternalStore,
    make: (chart: Chart, kind: Own<Kind>, surroundings: Surroundings) => MadeStore,
  ): Readonly<Record<string, MadeStore>> => {
    const clients = clientsOf(store, [...services, ...jobs]);
    if (clients.length === 0) return {};
    if (kind.flavour === 'external')
      return { [store.name]: { connection: externalConnection(kind as ExternalStore), pods: [] } };
    const chart = new Chart(scope, store.name, { namespace });
    const props = { environment, clients };
    return { [store.name]: make(chart, kind as Own<Kind>, { props, environment, services }) };
  };

  const made: Readonly<Record<string, MadeStore>> = {
    ...add(postgres, stores.postgres, makePostgres),
    ...add(queueStore, stores.redisQueue, makeQueue),
    ...add(cacheStore, stores.redisCache, makeCache),
    ...add(vectors, stores.qdrant, makeQdrant),
  };
  return {
    connections: Object.fromEntries(Object.entries(made).map(([name, { connection }]) => [name, connection])),
    pods: Object.values(made).flatMap(({ pods }) => pods),
  };
};
