import { RateLimitedError, tierLimits } from '@octollm/contracts';
import type { UnfinishedTasks } from '@octollm/memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TaskAdmission } from './task-admission.ts';

const limit = tierLimits.free.concurrentTasks;
const caller = { tenant_id: 'acme', tier: 'free' } as const;

let stored: number;
const count = vi.fn<UnfinishedTasks['count']>(async (_, atMost) => Math.min(stored, atMost));
const replica = (): TaskAdmission =>
  new TaskAdmission({ count } as Partial<UnfinishedTasks> as UnfinishedTasks);

/** Admits tasks and stores them, until one is refused. */
const fill = async (admissions: readonly TaskAdmission[], tasks: number): Promise<number> => {
  let taken = 0;
  for (let n = 0; n < tasks; n++) {
    const admission = admissions[n % admissions.length];
    try {
      await admission?.admit(caller);
      stored++;
      taken++;
    } catch (error) {
      if (!(error instanceof RateLimitedError)) throw error;
    }
  }
  return taken;
};

beforeEach(() => {
  stored = 0;
  count.mockClear();
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the tasks of a tenant that have not ended', () => {
  it('are as many as its tier allows and no more, with one replica', async () => {
    expect(await fill([replica()], limit + 20)).toBe(limit);
  });

  it('are refused with the time after which to come again', async () => {
    stored = limit;
    await expect(replica().admit(caller)).rejects.toMatchObject({
      status: 429,
      retryAfter: 1,
      message: expect.stringContaining(`${limit} tasks`) as string,
    });
    await expect(replica().admit({ tenant_id: 'acme', tier: 'basic' })).resolves.toBeTypeOf('function');
  });

  it('are counted again before long, so that the end of a task makes room', async () => {
    stored = limit;
    const admission = replica();
    await expect(admission.admit(caller)).rejects.toThrow(RateLimitedError);
    stored--;
    await expect(admission.admit(caller)).rejects.toThrow(RateLimitedError);
    vi.advanceTimersByTime(100);
    await expect(admission.admit(caller)).resolves.toBeTypeOf('function');
  });

  it('are passed by no more than what another replica takes in before both have counted again', async () => {
    const replicas = [replica(), replica()];
    await fill(replicas, 4 * limit);
    expect(stored).toBeLessThanOrEqual(2 * limit);
    vi.advanceTimersByTime(1_000);
    expect(await fill(replicas, limit)).toBe(0);
  });

  it('are not counted for every task as long as there is much room', async () => {
    await fill([replica()], 20);
    expect(count).toHaveBeenCalledTimes(1);
  });

  it('give their place back when they were not stored', async () => {
    const admission = replica();
    for (let n = 0; n < limit + 10; n++) (await admission.admit(caller))();
    expect(await fill([admission], limit + 10)).toBe(limit);
  });
});
