import { Inject, Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  type Key,
  type KeyPage,
  type KeyQuery,
  type KeyRequest,
  type KeyRotation,
  type NewKey,
} from '@octollm/contracts';
import { type ApiKeyKind, type ApiKeyRecord, ApiKeyStore, type KeyWithSecret } from '@octollm/memory';
import { actorOf } from '../actor-of.ts';
import { Authenticator } from '../authenticator.ts';
import type { Identity } from '../identity.ts';
import { assertMayGive } from './grant.ts';

/** The keys of a tenant, managed by its admins. Every change is audited in their name. */
@Injectable()
export class KeyAdmin {
  constructor(
    @Inject(ApiKeyStore) private readonly store: ApiKeyStore,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {}

  /**
   * @throws ForbiddenError for a scope or a tier that the admin does not have; InvalidRequestError for an end in the past;
   * ConflictError for a name that is taken
   */
  async create(admin: Identity, request: KeyRequest): Promise<NewKey> {
    const { name, scopes, tier = admin.tier, expires_at } = request;
    assertMayGive(admin, { scopes, tier });
    const kind: ApiKeyKind = scopes.includes('admin') ? 'admin' : request.kind;
    const expiresAt = expires_at === undefined ? undefined : inFuture(expires_at);
    const grant = { name, scopes, tier, kind, ...(expiresAt === undefined ? {} : { expiresAt }) };
    return withSecret(await this.store.create(admin.tenantId, grant, actorOf(admin)));
  }

  /** @throws InvalidRequestError for a cursor that is none */
  async list(admin: Identity, query: KeyQuery): Promise<KeyPage> {
    const { items, nextCursor } = await this.store.list(admin.tenantId, query);
    return { items: items.map(onWire), next_cursor: nextCursor };
  }

  /**
   * @throws NotFoundError; ForbiddenError for a key that allows what the admin may not give; ConflictError for one that
   * does not work any more
   */
  async rotate(admin: Identity, id: string, { grace_seconds }: KeyRotation): Promise<NewKey> {
    assertMayGive(admin, await this.store.find(admin.tenantId, id));
    const rotated = await this.store.rotate(admin.tenantId, id, grace_seconds, actorOf(admin));
    this.authenticator.forget(id);
    return withSecret(rotated);
  }

  /** When it returns, the key no longer works here; other replicas hear of it at once. @throws NotFoundError */
  async revoke(admin: Identity, id: string): Promise<void> {
    await this.store.revoke(admin.tenantId, id, actorOf(admin));
    this.authenticator.forget(id);
  }
}

const inFuture = (text: string): Date => {
  const time = new Date(text);
  if (time.getTime() > Date.now()) return time;
  throw new InvalidRequestError('The key would not work.', {
    errors: [{ pointer: '/expires_at', detail: 'must be in the future' }],
  });
};

const onWire = (record: ApiKeyRecord): Key => ({
  id: record.id,
  name: record.name,
  scopes: record.scopes,
  tier: record.tier,
  created_at: record.createdAt.toISOString(),
  expires_at: record.expiresAt?.toISOString() ?? null,
  revoked_at: record.revokedAt?.toISOString() ?? null,
  previous_valid_until: record.previousUntil?.toISOString() ?? null,
  last_used_at: record.lastUsedAt?.toISOString() ?? null,
});

const withSecret = ({ key, record }: KeyWithSecret): NewKey => ({ ...onWire(record), key });
