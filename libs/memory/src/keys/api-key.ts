import type { Scope, Tier } from '@octollm/contracts';
import type { ApiKeyKind } from './key-text.ts';

/** What is known of a key; its secrets are not. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly scopes: Scope[];
  readonly tier: Tier;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Until when the secret before the last rotation works; null when it does not. */
  readonly previousUntil: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** A key that works, as it was found by the hash of one of its secrets. */
export interface FoundKey {
  readonly record: ApiKeyRecord;
  /** When the secret that was sent stops working by itself; null when it never does. */
  readonly until: Date | null;
}

/** What a key allows. */
export interface ApiKeyGrant {
  /** For people, to tell keys apart: unique among the keys of a tenant that are not revoked. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly tier: Tier;
  /** Never, when left out. */
  readonly expiresAt?: Date;
}

/** That a key was used. */
export interface KeyUse {
  readonly tenantId: string;
  readonly id: string;
  readonly at: Date;
}

/** The keys of a page, and the cursor of the next one, null at the end. */
export interface ApiKeyPage {
  readonly items: ApiKeyRecord[];
  readonly nextCursor: string | null;
}
