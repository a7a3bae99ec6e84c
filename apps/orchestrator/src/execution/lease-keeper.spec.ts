import { UnavailableError } from '@octollm/contracts';
import { LeaseLostError, type TaskStore } from '@octollm/memory';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseKeeper } from './lease-keeper.ts';

const lease = { tenantId: 'acme', taskId: 't', owner: 'a', token: 1 };
const leaseMs = 10_000;
const renew = vi.fn<TaskStore['renew']>();
const keep = (): LeaseKeeper =>
  new LeaseKeeper({ renew } as Partial<TaskStore> as TaskStore, lease, leaseMs, pino({ level: 'silent' }));

beforeEach(() => {
  vi.useFakeTimers();
  renew.mockReset().mockResolvedValue();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a lease that is kept', () => {
  it('lasts as long as it is renewed', async () => {
    const keeper = keep();
    await vi.advanceTimersByTimeAsync(10 * leaseMs);
    expect(keeper.lost.aborted).toBe(false);
    keeper.stop();
  });

  it('is lost before it is over when a renewal never ends', async () => {
    renew.mockReturnValue(new Promise(() => undefined));
    const keeper = keep();
    await vi.advanceTimersByTimeAsync(leaseMs);
    expect(keeper.lost.reason).toBeInstanceOf(LeaseLostError);
    keeper.stop();
  });

  it('is lost before it is over when no renewal succeeds', async () => {
    renew.mockRejectedValue(new UnavailableError('away'));
    const keeper = keep();
    await vi.advanceTimersByTimeAsync(leaseMs);
    expect(keeper.lost.reason).toBeInstanceOf(LeaseLostError);
    keeper.stop();
  });

  it('outlives a renewal that fails when the next one succeeds', async () => {
    renew.mockRejectedValueOnce(new UnavailableError('away'));
    const keeper = keep();
    await vi.advanceTimersByTimeAsync(3 * leaseMs);
    expect(keeper.lost.aborted).toBe(false);
    keeper.stop();
  });

  it('is lost at once when somebody else has it', async () => {
    const reason = new LeaseLostError(lease);
    renew.mockRejectedValue(reason);
    const keeper = keep();
    keeper.check();
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.lost.reason).toBe(reason);
    keeper.stop();
  });

  it('is left alone once it is stopped, by a renewal under way too', async () => {
    let renewed = (): void => undefined;
    renew.mockReturnValue(new Promise((resolve) => (renewed = resolve)));
    const keeper = keep();
    keeper.check();
    keeper.stop();
    renewed();
    await vi.advanceTimersByTimeAsync(3 * leaseMs);
    expect(keeper.lost.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
