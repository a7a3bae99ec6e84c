import { setTimeout as delay } from 'node:timers/promises';
import { LocalConcurrencyLimiter } from '@octollm/resilience';
import { describe, expect, it } from 'vitest';
import { type LimitedStep, StepPermits } from './step-permits.ts';

const never = new AbortController().signal;
const step = (arm: string, tool?: unknown): LimitedStep => ({
  arm,
  input: tool === undefined ? {} : { tool },
});

const permitsWith = (limits: { maxCalls?: number; tools?: Record<string, number> } = {}) =>
  new StepPermits({
    limiter: new LocalConcurrencyLimiter(),
    maxCalls: limits.maxCalls ?? 10,
    armLimit: (arm) => ({ 'coder-arm': 2, 'executor-arm': 5 })[arm],
    toolLimits: limits.tools ?? { shell: 1 },
    onError: (error) => {
      throw error;
    },
  });

/** How many permits there are for a step, up to ten. */
const room = async (permits: StepPermits, wanted: LimitedStep): Promise<number> => {
  const signal = AbortSignal.timeout(50);
  const asked = Array.from({ length: 10 }, () => permits.acquire(wanted, signal));
  const given = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
  return given.length;
};

describe('permits for steps', () => {
  it('are limited over all arms', async () => {
    expect(await room(permitsWith({ maxCalls: 3 }), step('guardian-arm'))).toBe(3);
  });

  it('are limited for each arm by what the registry says of it', async () => {
    const permits = permitsWith();
    expect(await room(permits, step('coder-arm'))).toBe(2);
    expect(await room(permits, step('executor-arm', 'http_get'))).toBe(5);
    expect(await room(permits, step('unlimited-arm'))).toBe(3);
  });

  it('are limited for each tool of the executor', async () => {
    const permits = permitsWith();
    expect(await room(permits, step('executor-arm', 'shell'))).toBe(1);
    expect(await room(permits, step('executor-arm', 'http_get'))).toBe(4);
  });

  it.each([
    ['another arm', step('guardian-arm', 'shell')],
    ['no text', step('executor-arm', 7)],
  ])('know a tool only at the executor and by its name: %s', async (_what, wanted) => {
    expect(await room(permitsWith({ tools: { shell: 1 } }), wanted)).toBeGreaterThan(1);
  });

  it('are waited for, and come as soon as another step has ended', async () => {
    const permits = permitsWith();
    const free = await permits.acquire(step('executor-arm', 'shell'), never);
    let running = false;
    const waiting = permits.acquire(step('executor-arm', 'shell'), never).then((release) => {
      running = true;
      release();
    });
    await delay(50);
    expect(running).toBe(false);
    free();
    await waiting;
    expect(await room(permits, step('executor-arm', 'shell'))).toBe(1);
  });

  it('Cancel: frees the wait for a permit at once, with the reason of the signal', async () => {
    const permits = permitsWith();
    await permits.acquire(step('executor-arm', 'shell'), never);
    const controller = new AbortController();
    const waiting = permits.acquire(step('executor-arm', 'shell'), controller.signal);
    const ended = waiting.catch((error: unknown) => error);
    controller.abort(new Error('the task was cancelled'));
    expect(await ended).toMatchObject({ message: 'the task was cancelled' });
  });
});
