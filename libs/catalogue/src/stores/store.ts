import type { Settings } from '../settings/setting.ts';

/** A store that services open: which variables it brings to every service that does. */
export interface Store<Name extends string = string, S extends Settings = Settings> {
  readonly name: Name;
  readonly settings: S;
  /** The port it is reached at inside the cluster, for the network policies. */
  readonly port: number;
}

export const defineStore = <const Name extends string, S extends Settings>(
  store: Store<Name, S>,
): Store<Name, S> => store;
