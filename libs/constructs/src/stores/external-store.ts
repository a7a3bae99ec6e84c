import type { StoreConnection } from './store-connection.ts';

/** A store that somebody else runs, outside the namespace. */
export interface ExternalStore {
  readonly flavour: 'external';
  /** Its addresses, such as `10.20.30.0/28`. */
  readonly network: string;
  /** The ports that clients connect to. */
  readonly ports: readonly number[];
}

/** How clients reach a store of others: its address and its password come from the secret store as they are. */
export const externalConnection = ({ network, ports }: ExternalStore): StoreConnection => ({
  endpoints: [{ peer: { ipBlock: { cidr: network } }, ports }],
  settings: {},
  secrets: {},
});
