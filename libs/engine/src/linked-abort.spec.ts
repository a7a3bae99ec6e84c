import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { attemptOnce } from './attempt.ts';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { step } from './fixtures/plans.ts';
import { run } from './fixtures/running.ts';
import { LinkedAbort } from './linked-abort.ts';

describe('a linked abort controller', () => {
  it('is aborted with its parent, for the same reason, and by itself without its parent', () => {
    const parent = new AbortController();
    const [own, inherited] = [new LinkedAbort(parent.signal), new LinkedAbort(parent.signal)];
    own.abort('own');
    expect([own.signal.reason, inherited.signal.aborted, parent.signal.aborted]).toEqual([
      'own',
      false,
      false,
    ]);
    parent.abort('parent');
    expect([own.signal.reason, inherited.signal.reason]).toEqual(['own', 'parent']);
    expect(new LinkedAbort(parent.signal).signal.reason).toBe('parent');
  });

  it('follows no more once it is unlinked', () => {
    const parent = new AbortController();
    const linked = new LinkedAbort(parent.signal);
    linked.unlink();
    parent.abort('parent');
    expect(linked.signal.aborted).toBe(false);
    expect(getEventListeners(parent.signal, 'abort')).toEqual([]);
  });

  it('keeps a run from leaving anything on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    let mostListeners = 0;
    const arm = new Arm(async ({ step: { id }, attempt }) => {
      await Promise.resolve();
      mostListeners = Math.max(mostListeners, getEventListeners(signal, 'abort').length);
      return id === 'map.7' || attempt === 1 ? failure({ retryable: true }) : success({});
    });
    const steps = [step('map', { for_each: { items: Array.from({ length: 200 }, () => 1) } }), step('b')];
    await run({ steps, arm, signal });
    expect(mostListeners).toBe(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('keeps an attempt from leaving anything on the signal of its run', async () => {
    const { signal } = new AbortController();
    const call = { step: step('a'), input: {}, attempt: 1, signal };
    await attemptOnce(async () => success({}), call);
    await expect(attemptOnce(() => Promise.reject(new Error('a defect')), call)).rejects.toThrow('a defect');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
