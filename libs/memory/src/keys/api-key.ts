import type { Scope, Tier } from '@octollm/contracts';

/** What is known of a key; its text is not. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly tier: Tier;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** What a key allows. */
export interface ApiKeyGrant {
  /** For people, to tell keys apart. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly tier: Tier;
  /** Never, when left out. */
  readonly expiresAt?: Date;
}
