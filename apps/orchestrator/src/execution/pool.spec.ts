import type { WakeUpWorker } from '@octollm/queues';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaskWakeUp } from '../stores/task-queue.ts';
import { Pool } from './pool.ts';
import { PoolLimit } from './pool-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const wakeUp: TaskWakeUp = { tenant_id: 'acme', task_id: 'a' };

/** A worker that the test drives. */
class ScriptedWorker implements WakeUpWorker {
  running = false;
  inFlight = 0;
  closed = false;
  /** Rejects the next start. */
  static failing: Error | undefined;

  constructor(
    public places: number,
    readonly handle: (wakeUp: TaskWakeUp) => Promise<void>,
  ) {}

  limit(places: number): void {
    this.places = places;
  }

  async start(): Promise<void> {
    if (ScriptedWorker.failing !== undefined) throw ScriptedWorker.failing;
    this.running = true;
  }

  async close(): Promise<void> {
    this.running = false;
    this.closed = true;
  }

  async take(): Promise<void> {
    this.inFlight++;
    await this.handle(wakeUp).finally(() => {
      this.inFlight--;
    });
  }
}

const startPool = async () => {
  ScriptedWorker.failing = undefined;
  const workers: ScriptedWorker[] = [];
  const acts: object[] = [];
  const shown: number[] = [];
  const ends: (() => void)[] = [];
  const state = { waiting: 0, load: { loopDelayMs: 0, memoryShare: 0 } };
  const stopped = vi.fn<() => void>();
  const pool = new Pool({
    makeWorker: (places, handle) => {
      const worker = new ScriptedWorker(places, handle);
      workers.push(worker);
      return worker;
    },
    handle: () => new Promise<void>((resolve) => void ends.push(resolve)),
    queue: { waiting: async () => state.waiting },
    limit: new PoolLimit({ least: 2, most: 40 }),
    load: { sample: () => state.load, stop: stopped },
    healing: { record: (act) => void acts.push(act) },
    metrics: { gauge: () => ({ set: (places: number) => shown.push(places) }) } as unknown as Metrics,
    logger: pino({ level: 'silent' }),
  });
  await pool.start();
  const fill = async (): Promise<void> => {
    const worker = workers.at(-1);
    if (worker === undefined) return;
    while (worker.inFlight < worker.places) void worker.take();
    await vi.advanceTimersByTimeAsync(250);
  };
  const endAll = () => {
    for (const end of ends.splice(0)) end();
  };
  return { pool, workers, acts, shown, state, fill, endAll, stopped };
};

describe('a worker pool', () => {
  it('starts with a few places and takes more while all are taken', async () => {
    const { workers, shown, fill } = await startPool();
    expect(workers[0]?.places).toBe(2);
    await fill();
    await fill();
    expect(workers[0]?.places).toBe(8);
    expect(shown).toEqual([2, 4, 8]);
  });

  it('gives places back when the process is strained', async () => {
    const { workers, state, fill } = await startPool();
    for (let turn = 0; turn < 6; turn++) await fill();
    expect(workers[0]?.places).toBe(40);
    state.load = { loopDelayMs: 1_000, memoryShare: 0 };
    await vi.advanceTimersByTimeAsync(250);
    expect(workers[0]?.places).toBe(20);
  });

  it('replaces a worker that has ended, and says so; what that had in flight ends', async () => {
    const { pool, workers, acts, endAll } = await startPool();
    const [first] = workers;
    const taken = first?.take();
    if (first !== undefined) first.running = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(workers).toHaveLength(2);
    expect(workers[1]?.running).toBe(true);
    expect(first?.closed).toBe(true);
    expect(acts).toEqual([
      {
        action: 'replace_worker',
        subject: 'task-queue',
        details: { reason: 'it had ended', in_flight: 1 },
      },
    ]);
    endAll();
    await taken;
    await pool.close();
  });

  it('replaces a worker that takes nothing though wake-ups wait', async () => {
    const { workers, acts, state } = await startPool();
    state.waiting = 3;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(workers).toHaveLength(2);
    expect(acts).toMatchObject([{ details: { reason: 'it took nothing though wake-ups waited' } }]);
  });

  it('leaves a worker alone that takes wake-ups, is full, or has none to take', async () => {
    const { workers, state, fill, endAll } = await startPool();
    await vi.advanceTimersByTimeAsync(60_000);
    state.waiting = 1_000;
    for (let turn = 0; turn < 10; turn++) {
      await fill();
      endAll();
      await vi.advanceTimersByTimeAsync(4_000);
    }
    // Full with long work: nothing is taken, and nothing is wrong.
    for (let turn = 0; turn < 10; turn++) await fill();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });

  it('tries again when a worker could not be replaced', async () => {
    const { workers, acts } = await startPool();
    ScriptedWorker.failing = new Error('away');
    if (workers[0] !== undefined) workers[0].running = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(acts).toEqual([]);
    ScriptedWorker.failing = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(workers.at(-1)?.running).toBe(true);
    expect(acts).toHaveLength(1);
  });

  it('closes its worker and replaces none afterwards', async () => {
    const { pool, workers, stopped } = await startPool();
    await pool.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.closed).toBe(true);
    expect(stopped).toHaveBeenCalledOnce();
  });
});
