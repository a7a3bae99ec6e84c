import type { Job, Service, Store } from '@octollm/catalogue';

type Client = Pick<Service | Job, 'name' | 'stores'>;

/** Who opens a store, by what the catalogue says of them. */
export const clientsOf = (store: Pick<Store, 'name'>, candidates: readonly Client[]): readonly string[] =>
  candidates.filter(({ stores }) => stores.some(({ name }) => name === store.name)).map(({ name }) => name);
