import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { UnauthenticatedError } from '@octollm/contracts';
import { hashApiKey } from '@octollm/memory';
import { atMost } from '@octollm/resilience';
import { Metrics } from '@octollm/service-kit';
import { LRUCache } from 'lru-cache';
import { type Credential, credentialIn } from './credential.ts';
import type { Identity } from './identity.ts';
import { KeyLookup } from './keys/key-lookup.ts';
import { KeyUsage } from './keys/key-usage.ts';
import { JwtVerifier } from './tokens/jwt-verifier.ts';

/** For so long a key or token that was found valid is taken without another look. */
const knownMs = 30_000;
const mostKnown = 50_000;
/** For so long one that was refused is refused without another look. */
const refusedMs = 5_000;
const mostRefused = 10_000;

/** How exactly those times are kept, in milliseconds: each look at the clock sets a timer. */
const ttlResolution = 100;

/** Who was found, and when what they came with stops being valid by itself. */
interface Found {
  readonly identity: Identity;
  readonly until: Date | null;
}

/**
 * Finds out who makes a request: by an API key, or by a JWT of an identity provider. Both are remembered by a hash, never
 * by their text. Keys are random and looked up by their hash, so comparing takes the same time whatever was sent.
 */
@Injectable()
export class Authenticator {
  readonly #known = new LRUCache<string, Identity>({
    ...atMost(mostKnown),
    ttl: knownMs,
    ttlResolution,
    perf: performance,
  });
  readonly #refused = new LRUCache<string, true>({
    ...atMost(mostRefused),
    ttl: refusedMs,
    ttlResolution,
    perf: performance,
  });
  /** Counts what was forgotten, so that an answer from before is not remembered after it. */
  #forgotten = 0;

  constructor(
    @Inject(KeyLookup) private readonly keys: KeyLookup,
    @Inject(JwtVerifier) private readonly tokens: JwtVerifier,
    @Inject(KeyUsage) private readonly usage: KeyUsage,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /**
   * @throws UnauthenticatedError when no key or token came, or it is not valid; UnavailableError and OverloadedError
   * when that cannot be found out at the moment
   */
  async authenticate(authorization: string | undefined): Promise<Identity> {
    try {
      const identity = await this.#find(authorization);
      this.#count(identity === undefined ? 'refused' : 'accepted');
      if (identity !== undefined) return identity;
    } catch (error) {
      this.#count('unavailable');
      throw error;
    }
    throw new UnauthenticatedError(
      authorization === undefined
        ? 'Send a key with the request: Authorization: Bearer octollm_...'
        : 'The key or token is unknown, expired or revoked. Use another one.',
    );
  }

  /**
   * A key was changed: the next request with it is looked at anew.
   * @param keyId null when it may have been any
   */
  forget(keyId: string | null): void {
    this.#forgotten++;
    this.keys.restart();
    this.#refused.clear();
    if (keyId === null) this.#known.clear();
    else
      for (const [name, known] of this.#known.entries()) if (known.keyId === keyId) this.#known.delete(name);
  }

  async #find(authorization: string | undefined): Promise<Identity | undefined> {
    const credential = credentialIn(authorization);
    if (credential === undefined) return undefined;
    const name = hash('sha256', credential.text, 'base64url');
    const identity = this.#known.get(name) ?? (await this.#look(credential, name));
    if (identity !== undefined && credential.kind === 'key') this.usage.note(identity);
    return identity;
  }

  async #look({ kind, text }: Credential, name: string): Promise<Identity | undefined> {
    if (this.#refused.has(name)) return undefined;
    const before = this.#forgotten;
    const found = kind === 'key' ? await this.#findKey(text) : await this.tokens.verify(text);
    if (before === this.#forgotten) this.#remember(name, found);
    return found?.identity;
  }

  async #findKey(key: string): Promise<Found | undefined> {
    const found = await this.keys.find(hashApiKey(key));
    if (found === undefined) return undefined;
    const { id, tenantId, scopes, tier } = found.record;
    return { identity: { keyId: id, tenantId, scopes, tier }, until: found.until };
  }

  #remember(name: string, found: Found | undefined): void {
    if (found === undefined) {
      this.#refused.set(name, true);
      return;
    }
    const left = found.until === null ? knownMs : found.until.getTime() - Date.now();
    if (left > 0) this.#known.set(name, found.identity, { ttl: Math.min(left, knownMs) });
  }

  #count(outcome: 'accepted' | 'refused' | 'unavailable'): void {
    this.metrics.counter(reflexGateway.metrics.authentications).inc({ outcome });
  }
}
