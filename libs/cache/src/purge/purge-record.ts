import type { PurgeScope } from '../stores/cache-store.ts';

/** The purges that replicas tell each other. */
export interface PurgeState {
  /** Grows with each purge. */
  readonly sequence: number;
  /** For each scope, by its name, the sequence of its last purge. */
  readonly purges: ReadonlyMap<string, number>;
}

/** Where purges are written down for all replicas. */
export interface PurgeRecord {
  /** The state, or undefined when it still is the known one or the record is away. */
  readSince(knownSequence: number): Promise<PurgeState | undefined>;
  /**
   * Writes a purge down.
   * @throws Error when the record is away
   */
  add(scope: PurgeScope): Promise<void>;
}

/** `tenant:class`; a part that is left out takes in all of its kind. */
export const nameOfScope = ({ tenant, class: name }: PurgeScope): string =>
  `${tenant === undefined ? '' : encodeURIComponent(tenant)}:${name ?? ''}`;

/** The names of the scopes that take in the entries of a tenant and a class. */
export const scopesOver = (tenant: string, name: PurgeScope['class']): readonly string[] => [
  nameOfScope({}),
  nameOfScope({ tenant }),
  ...(name === undefined ? [] : [nameOfScope({ class: name }), nameOfScope({ tenant, class: name })]),
];

/** More scopes become one purge of everything: what replicas read and remember is bounded. */
export const maxScopes = 10_000;

/** The state of a process that is alone, after one more purge. */
export const afterPurge = (state: PurgeState, scope: PurgeScope): PurgeState => {
  const sequence = state.sequence + 1;
  const purges = new Map(state.purges).set(nameOfScope(scope), sequence);
  return { sequence, purges: purges.size > maxScopes ? new Map([[nameOfScope({}), sequence]]) : purges };
};
