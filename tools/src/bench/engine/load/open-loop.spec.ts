import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TaskNotDoneError } from '../task-not-done-error.ts';
import { openLoop } from './open-loop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('an open loop', () => {
  it('begins every request when it is due, however slow the ones before are', async () => {
    const began: number[] = [];
    const running = openLoop({ perSecond: 10, seconds: 1 }, async () => {
      began.push(performance.now());
      await pause(5_000);
    });
    const from = performance.now();
    await vi.runAllTimersAsync();
    const { latencies, refused } = await running;
    expect(began.map((at) => at - from)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(latencies).toEqual(Array.from({ length: 10 }, () => 5_000));
    expect(refused).toBe(0);
  });

  it('counts what was refused and does not hide any other error', async () => {
    const refusing = openLoop({ perSecond: 10, seconds: 1 }, () =>
      Promise.reject(new TaskNotDoneError(503, 'later')),
    );
    await vi.runAllTimersAsync();
    expect(await refusing).toEqual({ latencies: [], refused: 10 });
    const broken = openLoop({ perSecond: 1, seconds: 1 }, () => Promise.reject(new Error('no connection')));
    broken.catch(() => undefined);
    await vi.runAllTimersAsync();
    await expect(broken).rejects.toThrow('no connection');
  });
});
