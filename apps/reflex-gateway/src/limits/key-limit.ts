import { Inject, Injectable } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { RateLimitedError, tierLimits } from '@octollm/contracts';
import type { RateLimiter } from '@octollm/resilience';
import { Metrics } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import type { Identity } from '../identity/identity.ts';
import { KEY_RATE_LIMITER } from './key-rate-limiter.ts';

/** Limits how often each key may ask, and tells it so (draft-ietf-httpapi-ratelimit-headers-10). */
@Injectable()
export class KeyLimit {
  constructor(
    @Inject(KEY_RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Counts a request and writes the RateLimit headers. @throws RateLimitedError when the key must wait */
  async admit(identity: Identity, reply: FastifyReply): Promise<void> {
    const limit = tierLimits[identity.tier];
    const decision = await this.limiter.consume(identity.keyId, limit);
    const window = Math.ceil(limit.burst / (limit.requestsPerMinute / 60));
    reply.header('ratelimit-policy', `"${identity.tier}";q=${limit.burst};w=${window}`);
    reply.header('ratelimit', `"${identity.tier}";r=${decision.remaining};t=${decision.resetSeconds}`);
    if (decision.allowed) return;
    this.metrics.counter(reflexGateway.metrics.limited).inc({ tier: identity.tier });
    throw new RateLimitedError(
      `This key may make ${limit.requestsPerMinute} requests a minute, ${limit.burst} of them at once. Wait ${decision.retryAfterSeconds} s.`,
      { retryAfter: decision.retryAfterSeconds },
    );
  }
}
