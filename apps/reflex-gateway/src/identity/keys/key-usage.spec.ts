import type { ApiKeyStore } from '@octollm/memory';
import type { Logger } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyUsage } from './key-usage.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const identity = (keyId: string) => ({ keyId, tenantId: 'acme', scopes: [], tier: 'free' }) as const;

const usageOver = () => {
  const touch = vi.fn<ApiKeyStore['touch']>(async () => undefined);
  const warn = vi.fn<(fields: object, message: string) => void>();
  return { usage: new KeyUsage({ touch }, { warn } as unknown as Logger), touch, warn };
};

describe('the last use of keys', () => {
  it('is written once a minute for all of them, whatever the number of requests', async () => {
    const { usage, touch } = usageOver();
    for (let n = 0; n < 1_000; n++) usage.note(identity(n % 2 === 0 ? 'a' : 'b'));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(touch).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    const at = new Date('2026-01-01T00:00:00Z');
    expect(touch.mock.calls).toEqual([
      [
        [
          { tenantId: 'acme', id: 'a', at },
          { tenantId: 'acme', id: 'b', at },
        ],
      ],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(touch).toHaveBeenCalledTimes(1);
  });

  it('is kept while the store is away, which is said once', async () => {
    const { usage, touch, warn } = usageOver();
    touch.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    usage.note(identity('a'));
    await vi.advanceTimersByTimeAsync(180_000);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(touch.mock.calls.map(([uses]) => uses.map(({ id }) => id))).toEqual([['a'], ['a'], ['a']]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(touch).toHaveBeenCalledTimes(3);
  });

  it('that comes while it is written is for the next time', async () => {
    const { usage, touch } = usageOver();
    usage.note(identity('a'));
    touch.mockImplementationOnce(async () => {
      vi.setSystemTime(Date.now() + 5);
      usage.note(identity('a'));
    });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(touch).toHaveBeenCalledTimes(2);
  });

  it('is written when the gateway stops', async () => {
    const { usage, touch } = usageOver();
    usage.note(identity('a'));
    await usage.onModuleDestroy();
    expect(touch).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
