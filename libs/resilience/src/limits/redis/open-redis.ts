import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** How long the first connection is waited for, in milliseconds; the start goes on without it then. */
const patienceMs = 2_000;

/**
 * Connects to a Redis that a request asks on its way: for limits, cached answers, stopped tokens. It resolves when the connection stands, or after two seconds
 * without one; a lost connection is made again in the background. A command fails at once while there is none: a
 * request must not wait for it.
 *
 * @param onError - hears of broken connections
 */
export const openRedis = async (url: string, onError: (error: Error) => void): Promise<Redis> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    // Redis that hangs is one that is away: waiting commands fail and the connection is made anew.
    socketTimeout: 5_000,
    enableOfflineQueue: false,
    // A command whose answer was lost is not sent again: its caller has decided without it.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  redis.on('error', onError);
  const waiting = new AbortController();
  // Its failure has been heard by onError, and the client tries again.
  const connected = redis.connect().catch(() => undefined);
  await Promise.race([
    connected,
    delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  waiting.abort();
  return redis;
};
