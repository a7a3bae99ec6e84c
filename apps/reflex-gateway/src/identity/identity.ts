import type { Scope, Tier } from '@octollm/contracts';

/** Who makes a request: the key or the user they came with, and what it allows. */
export interface Identity {
  /** The id of the key; for a user `user:<tenant>:<id>`, so that it is nobody else's in any tenant. */
  readonly keyId: string;
  readonly tenantId: string;
  /** The user, as their identity provider calls them; left out for keys. */
  readonly userId?: string;
  readonly scopes: readonly Scope[];
  readonly tier: Tier;
}
