import { RateLimitedError } from '@octollm/contracts';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import type { Metrics } from '@octollm/service-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../identity/identity.ts';
import { FailedKeys } from './failed-keys.ts';

const settings = {
  GATEWAY_IP_FAILED_KEYS_PER_MINUTE: 60,
  GATEWAY_IP_REQUESTS_PER_MINUTE: 600_000,
  GATEWAY_IP_BURST: 20_000,
};
const metrics = { counter: () => ({ inc: () => undefined }) } as unknown as Metrics;
const open = (limiter = new LocalAdmissionLimiter()) => new FailedKeys(limiter, settings, metrics);

const identity = (): Identity => ({ keyId: 'k-1', tenantId: 'acme', scopes: [], tier: 'basic' });

/** What becomes of a wrong key: 401 or 429. */
const guess = async (failedKeys: FailedKeys, network: string, key: string): Promise<401 | 429> => {
  try {
    failedKeys.check(network, key);
    await failedKeys.failed(network, key);
    return 401;
  } catch (error) {
    expect(error).toBeInstanceOf(RateLimitedError);
    return 429;
  }
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  vi.advanceTimersByTime(1_000);
});
afterEach(() => void vi.useRealTimers());

describe('keys that fail', () => {
  it('are refused with 429 after 60 from one address, however many are tried', async () => {
    const limiter = new LocalAdmissionLimiter();
    const admit = vi.spyOn(limiter, 'admit');
    const failedKeys = open(limiter);
    const answers: number[] = [];
    for (let n = 0; n < 10_000; n++) answers.push(await guess(failedKeys, '203.0.113.9', `Bearer ${n}`));
    expect(answers.filter((status) => status === 401)).toHaveLength(60);
    expect(answers.lastIndexOf(401)).toBe(59);
    expect(admit).toHaveBeenCalledTimes(61);
  });

  it('are looked at again a minute later', async () => {
    const failedKeys = open();
    for (let n = 0; n < 100; n++) await guess(failedKeys, '203.0.113.9', `Bearer ${n}`);
    vi.advanceTimersByTime(60_000);
    expect(await guess(failedKeys, '203.0.113.9', 'Bearer later')).toBe(401);
  });

  it('do not shut out other addresses, nor who shares the address and was let in before', async () => {
    const failedKeys = open();
    failedKeys.accepted('Bearer neighbour', identity());
    for (let n = 0; n < 100; n++) await guess(failedKeys, '203.0.113.9', `Bearer ${n}`);
    expect(() => failedKeys.check('203.0.113.9', 'Bearer neighbour')).not.toThrow();
    expect(() => failedKeys.check('198.51.100.1', 'Bearer other')).not.toThrow();
    expect(() => failedKeys.check('203.0.113.9', 'Bearer newcomer')).toThrow(RateLimitedError);
  });

  it('do not let in a key again that was revoked', async () => {
    const failedKeys = open();
    failedKeys.accepted('Bearer revoked', identity());
    for (let n = 0; n < 100; n++) await guess(failedKeys, '203.0.113.9', `Bearer ${n}`);
    expect(await guess(failedKeys, '203.0.113.9', 'Bearer revoked')).toBe(429);
    expect(() => failedKeys.check('203.0.113.9', 'Bearer revoked')).toThrow(RateLimitedError);
  });

  it('let a key in again that is found anew', async () => {
    const failedKeys = open();
    failedKeys.accepted('Bearer restored', identity());
    await guess(failedKeys, '203.0.113.9', 'Bearer restored');
    failedKeys.accepted('Bearer restored', identity());
    for (let n = 0; n < 100; n++) await guess(failedKeys, '203.0.113.9', `Bearer ${n}`);
    expect(() => failedKeys.check('203.0.113.9', 'Bearer restored')).not.toThrow();
  });

  it('are not counted when there is none: that is no guess', async () => {
    const failedKeys = open();
    for (let n = 0; n < 100; n++) await failedKeys.failed('203.0.113.9', undefined);
    expect(await guess(failedKeys, '203.0.113.9', 'Bearer first')).toBe(401);
  });
});
