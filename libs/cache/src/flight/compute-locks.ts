/** What a replica does about a missing value. */
export type Turn =
  /** It is there now: its bytes as level 2 keeps them. */
  | { readonly is: 'found'; readonly bytes: Buffer }
  /** Compute it, the others wait. */
  | { readonly is: 'lead' }
  /** Another replica computes it. Ask again soon. */
  | { readonly is: 'wait' }
  /** Compute it without a lock: it cannot be shared, or the store is away. */
  | { readonly is: 'alone' };

/** How a lead ends. */
export type LeadEnd =
  /** The value is stored, or nobody wanted it any more: the next one in need asks afresh. */
  | 'released'
  /** There is a result, but it may not be shared, or none: whoever waits must compute it without waiting for more. */
  | 'unshared';

/** The lock on the computation of one value among replicas. A replica that is away frees what it held. */
export interface ComputeLocks {
  /** @param token - tells apart who holds a lock */
  begin(id: string, token: string): Promise<Turn>;
  end(id: string, token: string, how: LeadEnd): Promise<void>;
  /** How often a lead must be renewed, in milliseconds. */
  readonly renewEveryMs: number;
  renew(id: string, token: string): Promise<void>;
}
