import { LimitHeaders, parseRequest, RateLimitedError, RequestDroppedError } from '@octollm/contracts';
import { LimitedError, type WaitingMode } from '@octollm/resilience';
import type { FastifyReply, FastifyRequest } from 'fastify';

const failFast: WaitingMode = { mode: 'fail_fast' };
const drop: WaitingMode = { mode: 'drop' };
/** What somebody is told who has gone away while waiting: nobody reads it. */
const goneRetryMs = 1_000;

/**
 * What the caller wants done with a request that a limit does not let in; waiting ends when the caller goes away.
 * @throws InvalidRequestError that points at the header
 */
export const limitModeOf = (request: FastifyRequest, reply: FastifyReply): WaitingMode => {
  if (request.headers['x-octollm-limit-mode'] === undefined) return failFast;
  const headers = parseRequest(LimitHeaders, request.headers, 'headers');
  switch (headers['x-octollm-limit-mode']) {
    case 'fail_fast':
      return failFast;
    case 'drop':
      return drop;
    case 'queue': {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort(new LimitedError(goneRetryMs)));
      return { mode: 'queue', waitMs: headers['x-octollm-limit-wait'] * 1_000, signal: gone.signal };
    }
  }
};

/** The error of a request that was not let in. */
export const refused = (
  mode: WaitingMode,
  message: string,
  retryAfterMs: number,
): RateLimitedError | RequestDroppedError => {
  const retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return mode.mode === 'drop'
    ? new RequestDroppedError(`${message} The request was dropped, as its mode says.`, { retryAfter })
    : new RateLimitedError(`${message} Wait ${retryAfter} s.`, { retryAfter });
};
