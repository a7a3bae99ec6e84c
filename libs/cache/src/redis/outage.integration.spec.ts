import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clean, keyFor, textOf } from '../fixtures/keys.ts';
import { SingleFlight } from '../flight/single-flight.ts';
import type { SharedLevel } from '../levels/shared-level.ts';
import { TwoLevelCache } from '../levels/two-level-cache.ts';
import { PurgeNotSharedError } from '../purge/purges.ts';
import { openSharedLevel } from './open-shared-level.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const state = { port: 0 };
let server: RunningServer | undefined;
const levels: SharedLevel[] = [];

const start = async (): Promise<void> => {
  server = await startRedis({ root, role: 'cache', port: state.port });
};
const stop = async (): Promise<void> => {
  await server?.stop();
  server = undefined;
};

beforeAll(async () => {
  state.port = await freePort();
});
afterAll(async () => {
  await Promise.all(levels.map((level) => level.close()));
  await stop();
});

const openReplica = async () => {
  const deciders: string[] = [];
  const shared = await openSharedLevel(`redis://127.0.0.1:${state.port}`, {
    pauseMs: 100,
    onError: () => undefined,
    onChange: (decider) => void deciders.push(decider),
  });
  levels.push(shared);
  const cache = new TwoLevelCache({ maxBytes: 1_000_000, shared, checkPurgesEveryMs: 100 });
  return { cache, shared, deciders, flight: new SingleFlight(cache, { locks: shared.locks }) };
};
type Replica = Awaited<ReturnType<typeof openReplica>>;

/** Waits until one replica finds in Redis what the other keeps. */
const untilShared = (one: Replica, two: Replica): Promise<void> =>
  vi.waitFor(
    async () => {
      const key = keyFor(`probe ${Math.random()}`);
      await one.cache.set({ key, value: clean('probe') });
      expect(await two.cache.get(key)).toMatchObject({ level: 'shared' });
    },
    { timeout: 30_000, interval: 50 },
  );

describe('while Redis is away', () => {
  it('no request fails when it is killed under load, and replicas share again afterwards', async () => {
    await start();
    const [one, two] = [await openReplica(), await openReplica()];
    await untilShared(one, two);
    const load = { on: true, answers: 0 };
    const asking = [one, two].flatMap((replica) =>
      Array.from({ length: 8 }, async () => {
        while (load.on) {
          const input = Math.floor(Math.random() * 200);
          const { value } = await replica.flight.getOrCompute(keyFor(input), async () =>
            clean(`answer ${input}`),
          );
          expect(textOf(value)).toBe(`answer ${input}`);
          load.answers += 1;
          await delay(1);
        }
      }),
    );
    await delay(200);
    const pid = server?.pid;
    if (pid === undefined) throw new Error('There is no server.');
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect([...one.deciders, ...two.deciders]).toEqual(['local', 'local']), {
      timeout: 10_000,
    });
    const before = load.answers;
    await vi.waitFor(() => expect(load.answers).toBeGreaterThan(before + 500), { timeout: 30_000 });
    await stop();
    await start();
    await untilShared(one, two);
    load.on = false;
    await Promise.all(asking);
    await stop();
  });

  it('a purge says that the others were not told', async () => {
    await start();
    const { cache } = await openReplica();
    await cache.set({ key: keyFor('a'), value: clean('a') });
    await stop();
    await expect(cache.purge({})).rejects.toThrow(PurgeNotSharedError);
    expect(await cache.getFromProcess(keyFor('a'))).toBeUndefined();
  });

  it('a process that starts works by itself, and shares once Redis is there', async () => {
    await stop();
    const [one, two] = [await openReplica(), await openReplica()];
    const key = keyFor('early');
    expect(await one.flight.getOrCompute(key, async () => clean('answer'))).toMatchObject({
      from: 'computed',
    });
    expect(await one.flight.getOrCompute(key, async () => clean('again'))).toMatchObject({ from: 'process' });
    expect(await one.cache.warmUp(10)).toBe(0);
    await start();
    await untilShared(one, two);
    await stop();
  });

  it('one that hangs is a miss for whoever asks', async () => {
    await start();
    const [one, two] = [await openReplica(), await openReplica()];
    await untilShared(one, two);
    const pid = server?.pid;
    if (pid === undefined) throw new Error('There is no server.');
    process.kill(pid, 'SIGSTOP');
    try {
      const computed = await one.flight.getOrCompute(keyFor('hung'), async () => clean('answer'));
      expect(computed).toMatchObject({ from: 'computed' });
      expect(one.deciders.at(-1)).toBe('local');
      for (let n = 0; n < 100; n++) expect(await one.cache.get(keyFor(`hung ${n}`))).toBeUndefined();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await untilShared(one, two);
    await stop();
  });
});
