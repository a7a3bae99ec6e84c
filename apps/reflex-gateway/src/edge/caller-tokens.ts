import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf, orchestrator, type reflexGateway } from '@octollm/catalogue';
import type { Scope } from '@octollm/contracts';
import { atMost } from '@octollm/resilience';
import { CONFIG, TokenSigner } from '@octollm/service-kit';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../identity/identity.ts';

const tokenSeconds = 60;

/** Signs the tokens that tell the orchestrator in whose name the gateway asks. */
@Injectable()
export class CallerTokens {
  readonly #signer: TokenSigner;
  /** A token serves for half its life, so one signature serves many requests of a key. */
  readonly #tokens = new LRUCache<string, string>({
    ...atMost(50_000),
    ttl: (tokenSeconds / 2) * 1_000,
  });

  constructor(@Inject(CONFIG) config: ConfigOf<typeof reflexGateway>) {
    this.#signer = new TokenSigner('reflex-gateway', config.GATEWAY_SIGNING_KEY);
  }

  /**
   * A token that is good for at least half a minute.
   * @param scopes what may be done with it; what the key allows unless the gateway itself uses it for less or other
   */
  of(identity: Identity, scopes: readonly Scope[] = identity.scopes): string {
    const { keyId, tenantId, userId, tier } = identity;
    const name = `${keyId} ${tier} ${scopes.join()}`;
    const cached = this.#tokens.get(name);
    if (cached !== undefined) return cached;
    const claims = { sub: keyId, tenant_id: tenantId, user_id: userId, scopes, tier };
    const token = this.#signer.sign(orchestrator.name, claims, tokenSeconds);
    this.#tokens.set(name, token);
    return token;
  }
}
