import { describe, expect, it } from 'vitest';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { step } from './fixtures/plans.ts';
import { run, settle } from './fixtures/running.ts';
import type { StepLimits } from './ports.ts';
import { Semaphore } from './semaphore.ts';

/** A limit of an arm in this process, with counts. */
class Limit implements StepLimits {
  held = 0;
  mostHeld = 0;
  waiting = 0;
  readonly #semaphore: Semaphore;

  constructor(permits: number) {
    this.#semaphore = new Semaphore(permits);
  }

  async acquire(_step: unknown, signal: AbortSignal): Promise<() => void> {
    this.waiting++;
    try {
      const release = await this.#semaphore.acquire(signal);
      this.held++;
      this.mostHeld = Math.max(this.mostHeld, this.held);
      return () => {
        this.held--;
        release();
      };
    } finally {
      this.waiting--;
    }
  }
}

const hanging = (): Arm =>
  new Arm(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  );

describe('limits', () => {
  it('are kept together with the most that a run may have at once', async () => {
    const limits = new Limit(2);
    const arm = new Arm(async () => {
      await settle();
      return success({});
    });
    const steps = Array.from({ length: 8 }, (_, n) => step(`s${n}`));
    await run({ steps, arm, limits });
    expect([arm.mostAtOnce, limits.mostHeld, limits.held]).toEqual([2, 2, 0]);
    const narrow = new Limit(5);
    const other = new Arm(async () => {
      await settle();
      return success({});
    });
    await run({ steps, arm: other, limits: narrow, maxParallel: 3 });
    expect([other.mostAtOnce, narrow.mostHeld]).toEqual([3, 3]);
  });

  it('are held by an attempt and not by the pause behind it', async () => {
    const limits = new Limit(1);
    const abort = new AbortController();
    const arm = new Arm(async () => failure({ retryable: true, retry_after: 3_600 }));
    const running = run({ steps: [step('a')], arm, limits, signal: abort.signal });
    await settle();
    expect([arm.calls.length, limits.held, limits.waiting]).toEqual([1, 0, 0]);
    abort.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });

  it('have everything back, slots and waits, once a cancelled run has settled', async () => {
    const limits = new Limit(2);
    const abort = new AbortController();
    const arm = hanging();
    const steps = Array.from({ length: 8 }, (_, n) => step(`s${n}`));
    const running = run({ steps, arm, limits, maxParallel: 5, signal: abort.signal });
    await settle();
    expect([arm.running, limits.held, limits.waiting]).toEqual([2, 2, 3]);
    abort.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    expect([arm.running, limits.held, limits.waiting]).toEqual([0, 0, 0]);
  });

  it('are free for others at once when one who waits is cancelled', async () => {
    const limits = new Limit(1);
    const [first, second] = [new AbortController(), new AbortController()];
    const one = run({ steps: [step('a')], arm: hanging(), limits, signal: first.signal });
    await settle();
    const two = run({ steps: [step('b')], arm: hanging(), limits, signal: second.signal });
    const three = run({ steps: [step('c')], limits });
    await settle();
    expect(limits.waiting).toBe(2);
    second.abort(new Error('second'));
    await expect(two).rejects.toThrow('second');
    expect([limits.waiting, limits.held]).toEqual([1, 1]);
    first.abort(new Error('first'));
    await expect(one).rejects.toThrow('first');
    await expect(three).resolves.toMatchObject({ failed: [] });
  });

  it('that break stop the run', async () => {
    const limits: StepLimits = { acquire: () => Promise.reject(new Error('the limiter is away')) };
    const arm = hanging();
    await expect(run({ steps: [step('a'), step('b')], arm, limits })).rejects.toThrow('the limiter is away');
    expect(arm.calls).toEqual([]);
  });

  it('do not let a call begin whose place came after the cancellation', async () => {
    const abort = new AbortController();
    let held = 0;
    const late: StepLimits = {
      acquire: async () => {
        abort.abort(new Error('cancelled'));
        held++;
        return () => {
          held--;
        };
      },
    };
    const arm = hanging();
    await expect(run({ steps: [step('a')], arm, limits: late, signal: abort.signal })).rejects.toThrow(
      'cancelled',
    );
    expect([arm.calls.length, held]).toEqual([0, 0]);
  });
});
