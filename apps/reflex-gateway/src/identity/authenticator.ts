import { Inject, Injectable } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { UnauthenticatedError } from '@octollm/contracts';
import { ApiKeyStore, hashApiKey } from '@octollm/memory';
import { Metrics } from '@octollm/service-kit';
import { LRUCache } from 'lru-cache';
import type { Identity } from './identity.ts';

const cacheMs = 30_000;
const keyPattern = /^octollm_(?:live|test|admin)_[A-Za-z0-9]{16,128}$/;

/**
 * Finds out who a key belongs to. Keys are random and looked up by their hash, so comparing takes the same time
 * whatever was sent. A key that was found is trusted for 30 seconds before the store is asked again.
 */
@Injectable()
export class Authenticator {
  readonly #cache = new LRUCache<string, Identity>({
    max: 50_000,
    ttl: cacheMs,
    perf: { now: () => performance.now() },
  });

  constructor(
    @Inject(ApiKeyStore) private readonly keys: ApiKeyStore,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** @throws UnauthenticatedError when no key came, or it is unknown, expired or revoked */
  async authenticate(authorization: string | undefined): Promise<Identity> {
    const identity = await this.find(authorization);
    const outcome = identity === undefined ? 'refused' : 'accepted';
    this.metrics.counter(reflexGateway.metrics.authentications).inc({ outcome });
    if (identity !== undefined) return identity;
    throw new UnauthenticatedError(
      authorization === undefined
        ? 'Send a key with the request: Authorization: Bearer octollm_...'
        : 'The key is unknown, expired or revoked. Use another one.',
    );
  }

  /** The identity behind a header, or undefined when there is none. */
  async find(authorization: string | undefined): Promise<Identity | undefined> {
    const key = /^Bearer (\S{1,256})$/i.exec(authorization ?? '')?.[1];
    if (key === undefined || !keyPattern.test(key)) return undefined;
    const hash = hashApiKey(key);
    const cached = this.#cache.get(hash);
    if (cached !== undefined) return cached;
    const record = await this.keys.findByHash(hash);
    if (record === null) return undefined;
    const identity = {
      keyId: record.id,
      tenantId: record.tenantId,
      scopes: record.scopes,
      tier: record.tier,
    };
    const lifetime = record.expiresAt === null ? cacheMs : record.expiresAt.getTime() - Date.now();
    this.#cache.set(hash, identity, { ttl: Math.min(Math.max(lifetime, 1), cacheMs) });
    return identity;
  }
}
