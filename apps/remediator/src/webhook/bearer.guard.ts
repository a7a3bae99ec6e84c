import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { ConfigOf, remediator } from '@octollm/catalogue';
import { UnauthenticatedError } from '@octollm/contracts';
import { CONFIG } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';

/** Of equal length whatever was sent, so that comparing takes the same time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets those in who have the token of the remediator. */
@Injectable()
export class BearerGuard implements CanActivate {
  readonly #expected: Buffer;

  constructor(@Inject(CONFIG) config: ConfigOf<typeof remediator>) {
    this.#expected = digest(`Bearer ${config.REMEDIATOR_TOKEN}`);
  }

  /** @throws UnauthenticatedError */
  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!timingSafeEqual(digest(authorization), this.#expected))
      throw new UnauthenticatedError('Send REMEDIATOR_TOKEN as a bearer token.');
    return true;
  }
}
