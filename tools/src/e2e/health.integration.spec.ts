import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

let stack: EngineStack;

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios: { quick: single() }, replicas: 1, redis: true });
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly dependencies: Readonly<Record<string, { readonly status: 'up' | 'down' }>>;
}

const ask = (path: string): Promise<Response> => fetch(`${stack.replicas[0]?.process.url}${path}`);

/** What `/health` says of the service and of its queue. */
const look = async (): Promise<string> => {
  const { status, dependencies } = (await (await ask('/health')).json()) as Health;
  return `${status}, the queue is ${dependencies['queue']?.status}`;
};

const isReady = async (): Promise<boolean> => (await ask('/health/ready')).ok;

/** Every state that `/health` goes through up to the last one, each once. */
const statesUntil = async (last: string): Promise<string[]> => {
  const states: string[] = [];
  const until = Date.now() + 50_000;
  while (states.at(-1) !== last) {
    const state = await look();
    if (state !== states.at(-1)) states.push(state);
    if (Date.now() > until) throw new Error(`/health went through ${states.join('; ')}.`);
    await sleep(20);
  }
  return states;
};

const fine = 'ok, the queue is up';

describe('health', () => {
  it('killing Redis shows within one interval; 3-fail/2-success hysteresis', async () => {
    expect([await look(), await isReady()]).toEqual([fine, true]);

    const downwards = statesUntil('down, the queue is down');
    await stack.redis?.crash();
    // Shown after the first failure, while the service is still ready; not ready only after the third.
    expect(await downwards).toEqual([fine, 'degraded, the queue is down', 'down, the queue is down']);
    await expect.poll(isReady).toBe(false);

    const upwards = statesUntil(fine);
    await stack.redis?.start();
    // One success shows and is not enough.
    expect(new Set(await upwards)).toEqual(
      new Set(['down, the queue is down', 'down, the queue is up', fine]),
    );
    await expect.poll(isReady).toBe(true);
    expect((await new Api(stack).solve('quick task')).status).toBe('succeeded');
  });
});
