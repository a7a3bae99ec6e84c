import { OverloadedError, type Priority } from '@octollm/contracts';
import type { Backlog } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackPressure } from './back-pressure.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const calm: Backlog = { waiting: 0, overdue: 0, oldest_seconds: 0, drained_per_second: 0 };

/** Back-pressure with bounds of 60 seconds and 100 tasks, at a backlog that the test changes. */
const started = async (backlog: Partial<Backlog>) => {
  const state = { backlog: { ...calm, ...backlog } };
  const measure = vi.fn<(bounds: object) => Promise<Backlog>>(async () => state.backlog);
  const refused: object[] = [];
  const ages: number[] = [];
  const metrics = {
    counter: () => ({ inc: (labels: object) => refused.push(labels) }),
    gauge: () => ({ set: (value: number) => ages.push(value) }),
  } as unknown as Metrics;
  const bounds = { ORCHESTRATOR_MAX_QUEUE_AGE_SECONDS: 60, ORCHESTRATOR_MAX_QUEUED_TASKS: 100 };
  const pressure = new BackPressure({ backlog: measure }, metrics, bounds, pino({ level: 'silent' }));
  pressure.onApplicationBootstrap();
  await vi.advanceTimersByTimeAsync(0);
  return { pressure, state, measure, refused, ages };
};

const refusal = (pressure: BackPressure, priority: Priority = 'medium'): OverloadedError | null => {
  try {
    pressure.admit(priority);
    return null;
  } catch (error) {
    if (error instanceof OverloadedError) return error;
    throw error;
  }
};

describe('back-pressure', () => {
  it('lets everything in while little waits', async () => {
    const { pressure, refused } = await started({ waiting: 100, oldest_seconds: 60 });
    for (const priority of ['low', 'medium', 'high', 'critical'] as const)
      expect(refusal(pressure, priority)).toBeNull();
    expect(refused).toEqual([]);
  });

  it('refuses new work with 503 and overloaded when the oldest task waits too long', async () => {
    const { pressure, refused, ages } = await started({ waiting: 5, overdue: 1, oldest_seconds: 61 });
    expect(refusal(pressure)).toMatchObject({ status: 503, code: 'overloaded', retryable: true });
    expect(refused).toEqual([{ reason: 'age' }]);
    expect(ages).toEqual([61]);
  });

  it('refuses new work when too many tasks wait', async () => {
    const { pressure, refused } = await started({ waiting: 101 });
    expect(refusal(pressure)).toMatchObject({ code: 'overloaded' });
    expect(refused).toEqual([{ reason: 'count' }]);
  });

  it.each([
    [{ oldest_seconds: 120 }, null],
    [{ oldest_seconds: 121 }, 'overloaded'],
    [{ waiting: 200 }, null],
    [{ waiting: 201 }, 'overloaded'],
  ])('lets critical work in up to twice the bounds: %j', async (backlog, code) => {
    const { pressure } = await started(backlog);
    expect(refusal(pressure, 'critical')?.code ?? null).toBe(code);
  });

  it.each([
    ['when as many as are too many have ended', { waiting: 150, drained_per_second: 10 }, 5],
    ['when the overdue ones have ended', { overdue: 30, oldest_seconds: 90, drained_per_second: 4 }, 8],
    ['in a second at the earliest', { waiting: 101, drained_per_second: 1_000 }, 1],
    ['in a minute at the latest', { waiting: 200, drained_per_second: 0.1 }, 60],
    ['in a minute when nothing ends at all', { waiting: 101, drained_per_second: 0 }, 60],
  ])('says to come back %s', async (_, backlog, seconds) => {
    const { pressure } = await started(backlog);
    expect(refusal(pressure)?.retryAfter).toBe(seconds);
  });

  it('lets work in again once less waits', async () => {
    const { pressure, state } = await started({ waiting: 101 });
    state.backlog = calm;
    expect(refusal(pressure)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(refusal(pressure)).toBeNull();
  });

  it('measures once a second, and never for a request', async () => {
    const { pressure, measure } = await started({});
    for (let request = 0; request < 1_000; request++) refusal(pressure);
    expect(measure).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(measure).toHaveBeenCalledTimes(4);
    expect(measure).toHaveBeenCalledWith({ maxAgeSeconds: 60, mostTasks: 201 });
  });

  it('does not measure again while a measurement goes on', async () => {
    const { measure } = await started({});
    measure.mockReturnValue(new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(measure).toHaveBeenCalledTimes(2);
  });

  it('holds to what it measured last while the database is away', async () => {
    const { pressure, measure } = await started({ waiting: 101 });
    measure.mockRejectedValue(new Error('away'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(refusal(pressure)).not.toBeNull();
    measure.mockResolvedValue(calm);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(refusal(pressure)).toBeNull();
  });

  it('stops measuring with the service', async () => {
    const { pressure, measure } = await started({});
    await pressure.onModuleDestroy();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(measure).toHaveBeenCalledTimes(1);
  });
});
