import type { Store } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { type Peer, podsNamed, tcp } from '../network/peers.ts';
import type { SecretTemplate } from '../secrets/secret-from-store.ts';

/** Pods that clients of a store connect to, and the ports they listen on. */
export interface StoreEndpoint {
  readonly peer: Peer;
  readonly ports: readonly number[];
}

/** How clients reach a store: what they are told, and what their network policies let them out to. */
export interface StoreConnection {
  readonly endpoints: readonly StoreEndpoint[];
  /** Values of settings that lead there. Who has a setting gets it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The same for settings that hold a password. */
  readonly secrets: Readonly<Record<string, SecretTemplate>>;
}

/** How the stores of an environment are reached, by their names in the catalogue. */
export type StoreConnections = Readonly<Record<string, StoreConnection>>;

type Described = Pick<Store, 'name' | 'port'>;

/** Where a store listens: at pods of its own name, unless its connection says otherwise. */
const endpointsOf = ({ name, port }: Described, connections: StoreConnections): readonly StoreEndpoint[] =>
  connections[name]?.endpoints ?? [{ peer: podsNamed(name), ports: [port] }];

/** Lets a client out to the stores it opens. */
export const storeEgress = (
  stores: readonly Described[],
  connections: StoreConnections = {},
): k8s.NetworkPolicyEgressRule[] =>
  stores
    .flatMap((store) => endpointsOf(store, connections))
    .map(({ peer, ports }) => ({ to: [peer], ports: tcp(...ports) }));

/** The values that the stores of an environment bring to whoever opens them. */
export const storeSettings = (connections: StoreConnections = {}): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...Object.values(connections).map(({ settings }) => settings));

/** The settings with passwords that the stores of an environment bring, by name. */
export const storeSecrets = (connections: StoreConnections = {}): Readonly<Record<string, SecretTemplate>> =>
  Object.assign({}, ...Object.values(connections).map(({ secrets }) => secrets));
