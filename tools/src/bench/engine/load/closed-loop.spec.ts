import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadResult } from '../contender.ts';
import { closedLoop } from './closed-loop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const task = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

const play = async (running: Promise<LoadResult>): Promise<LoadResult> => {
  await vi.runAllTimersAsync();
  return running;
};

describe('a closed loop', () => {
  it('keeps so many tasks in flight and counts those that end within the time', async () => {
    let now = 0;
    let most = 0;
    const counted = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await task(40)();
      now -= 1;
    };
    const result = await play(closedLoop({ inFlight: 3, ms: 100 }, counted));
    expect(most).toBe(3);
    // Two rounds of 40 ms end in time; the third begins at 80 ms and ends too late.
    expect(result).toMatchObject({ tasks: 6, started: 9, failed: 0, seconds: 0.1 });
    expect(result.latencies).toEqual(Array.from({ length: 6 }, () => 40));
  });

  it('counts late tasks and their time when none ends within the time', async () => {
    const result = await play(closedLoop({ inFlight: 2, ms: 100 }, task(400)));
    expect(result).toMatchObject({ tasks: 2, started: 2, seconds: 0.4, latencies: [400, 400] });
  });

  it('counts failures apart, says why, and ends early when there are many', async () => {
    const failing = async (): Promise<void> => {
      await task(1)();
      throw new Error('no such tool');
    };
    const result = await play(closedLoop({ inFlight: 1, ms: 1_000 }, failing));
    expect(result).toMatchObject({ tasks: 0, started: 5, failed: 5, reason: 'no such tool' });
  });
});
