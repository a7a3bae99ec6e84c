import type { Scope, Tier } from '@octollm/contracts';

/** Who makes a request: the key they came with and what it allows. */
export interface Identity {
  readonly keyId: string;
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  readonly tier: Tier;
}
