import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import { Failover } from '@octollm/resilience';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddingCache } from '../embeddings/embedding-cache.ts';
import { clean, keyFor, keyOf, secret, textOf } from '../fixtures/keys.ts';
import { RedisComputeLocks } from '../flight/redis-compute-locks.ts';
import { SingleFlight } from '../flight/single-flight.ts';
import type { SharedLevel } from '../levels/shared-level.ts';
import { TwoLevelCache, type TwoLevelCacheOptions } from '../levels/two-level-cache.ts';
import { RedisPurgeRecord } from '../purge/redis-purge-record.ts';
import { SemanticIndex } from '../semantic/semantic-index.ts';
import { describeCacheStore } from '../stores/cache-store-suite.ts';
import { RedisStore } from '../stores/redis-store.ts';
import { Cacheable } from '../values/cacheable.ts';
import { ValueCipher } from '../values/value-cipher.ts';
import { openSharedLevel, type SharedLevelOptions } from './open-shared-level.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const state = { port: 0 };
let server: RunningServer | undefined;
const clients: Redis[] = [];
const levels: SharedLevel[] = [];
/** However busy the machine is, no answer is given up that a test counts. */
const patient = { answerWithinMs: 60_000, onError: () => undefined };

const client = (index = 0): Redis => {
  const found = clients[index];
  if (found === undefined) throw new Error('There is no connection yet.');
  return found;
};

/** What one replica has: a connection and memory of its own. */
const openReplica = async (
  options: Partial<TwoLevelCacheOptions> = {},
  levelOptions: Partial<SharedLevelOptions> = {},
) => {
  const shared = await openSharedLevel(`redis://127.0.0.1:${state.port}`, { ...patient, ...levelOptions });
  levels.push(shared);
  const cache = new TwoLevelCache({ maxBytes: 1_000_000, shared, checkPurgesEveryMs: 0, ...options });
  return { cache, shared, flight: new SingleFlight(cache, { locks: shared.locks }) };
};

beforeAll(async () => {
  state.port = await freePort();
  server = await startRedis({ root, role: 'cache', port: state.port });
  for (let n = 0; n < 2; n++) clients.push(new Redis(server.url));
});
beforeEach(async () => {
  await client().flushall();
});
afterAll(async () => {
  for (const open of clients) open.disconnect();
  await Promise.all(levels.map((level) => level.close()));
  await server?.stop();
});

let spaces = 0;
describeCacheStore('in Redis', ({ maxEntryBytes }) => {
  spaces += 1;
  const options = { failover: new Failover(patient), prefix: `[t*]${spaces}:`, maxEntryBytes };
  return [new RedisStore(client(0), options), new RedisStore(client(1), options)];
});

const key = keyFor('question');

describe('a cache of two replicas over Redis', () => {
  it('finds what another replica keeps, promotes it and ends it with its time', async () => {
    const [one, two] = [await openReplica({ ttlMs: { chat_completion: 300 } }), await openReplica()];
    const text = 'The answer. '.repeat(500);
    await one.cache.set({ key, value: clean(text) });
    const hit = await two.cache.get(key);
    expect(hit?.level).toBe('shared');
    expect(textOf(hit?.value)).toBe(text);
    await delay(350);
    expect(await two.cache.get(key)).toBeUndefined();
    expect(await client().keys('octollm:cache:value:*')).toEqual([]);
  });

  it('keeps no text in Redis when it is given a secret, and what it keeps is bounded in time', async () => {
    const { cache, flight, shared } = await openReplica({ cipher: new ValueCipher(secret) });
    const index = new SemanticIndex({
      cache,
      embed: async () => Float32Array.of(1, 0),
      secret,
      shared: shared.vectors,
      cipher: new ValueCipher(secret),
      onError: (error) => expect(error).toBeUndefined(),
    });
    const asked = keyFor('Who is Marjorie Quillfeather?');
    await flight.getOrCompute(asked, async () => clean('Marjorie Quillfeather is a botanist.'));
    const scope = keyFor([], 'acme', 'semantic_index');
    await (await index.lookUp(scope, 'Who is Marjorie Quillfeather?')).remember(asked);
    await cache.get(asked);
    await shared.popularity.flush();
    const seen: string[] = [];
    for (const name of await client().keys('*')) {
      const type = await client().type(name);
      const dump = await client().dumpBuffer(name);
      seen.push(type);
      for (const word of ['Marjorie', 'Quillfeather', 'botanist'])
        expect({ name, found: name.includes(word) || dump?.includes(word) }).toEqual({ name, found: false });
      // Only the record of purges has no end; it is bounded in its length.
      const ends = type === 'hash' || (await client().pttl(name)) > 0;
      expect({ name, ends }).toEqual({ name, ends: true });
    }
    expect(seen.sort()).toEqual(['hash', 'stream', 'string', 'zset']);
  });

  it('computes a value once for all replicas that miss it at the same time', async () => {
    const replicas = await Promise.all([openReplica(), openReplica(), openReplica()]);
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await delay(100);
      return clean('answer');
    };
    const asked = replicas.flatMap(({ flight }) =>
      Array.from({ length: 10 }, () => flight.getOrCompute(key, compute)),
    );
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ value }) => textOf(value)))).toEqual(new Set(['answer']));
    expect(computed).toBe(1);
    expect(await client().keys('octollm:cache:lock:*')).toEqual([]);
  });

  it('renews the lock of a long computation', async () => {
    const lease = { leaseMs: 200 };
    const [one, two] = [await openReplica({}, lease), await openReplica({}, lease)];
    const compute = async () => {
      await delay(900);
      return clean('answer');
    };
    const slow = one.flight.getOrCompute(key, compute);
    await delay(50);
    expect(await two.flight.getOrCompute(key, async () => clean('own'))).toMatchObject({ from: 'shared' });
    await slow;
  });

  it('takes over what a replica that is gone was computing', async () => {
    const lost = new RedisComputeLocks(client(), {
      failover: new Failover(patient),
      valuePrefix: 'octollm:cache:value:',
      lockPrefix: 'octollm:cache:lock:',
      leaseMs: 200,
    });
    expect(await lost.begin(key.id, 'lost')).toEqual({ is: 'lead' });
    const { flight } = await openReplica();
    expect(await flight.getOrCompute(key, async () => clean('answer'))).toMatchObject({ from: 'computed' });
    await lost.end(key.id, 'lost', 'unshared');
    expect(await client().keys('octollm:cache:lock:*')).toEqual([]);
  });

  it('does not let replicas wait one after another for what cannot be shared', async () => {
    const replicas = await Promise.all([openReplica(), openReplica(), openReplica()]);
    const running = { now: 0, most: 0 };
    const asked = replicas.map(({ flight }) =>
      flight.getOrCompute(key, async () => {
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        await delay(400);
        running.now -= 1;
        return Cacheable.screen('219-09-9999', () => true);
      }),
    );
    await Promise.all(asked);
    expect(running.most).toBe(2);
  });

  it('purges in every replica, what is being computed included', async () => {
    const [one, two] = [await openReplica(), await openReplica()];
    const other = keyFor('question', 'other');
    await one.cache.set({ key, value: clean('old') }, { key: other, value: clean('kept') });
    await two.cache.getMany([key, other]);
    const computing = two.flight.getOrCompute(keyFor('slow'), async () => {
      await delay(100);
      return clean('made from what was purged');
    });
    await delay(30);
    await one.cache.purge({ tenant: 'acme' });
    await computing;
    for (const { cache } of [one, two]) {
      const hits = await cache.getMany([key, other, keyFor('slow')]);
      expect(hits.map((hit) => textOf(hit?.value))).toEqual([undefined, 'kept', undefined]);
    }
  });

  it('takes a Redis that came back empty for a purge of everything', async () => {
    const { cache } = await openReplica();
    await cache.set({ key, value: clean('old') });
    expect(await cache.get(key)).toBeDefined();
    await client().flushall();
    expect(await cache.get(key)).toBeUndefined();
    await cache.set({ key, value: clean('new') });
    expect(textOf((await cache.get(key))?.value)).toBe('new');
  });

  it('remembers a bounded number of purges: more are one of everything', async () => {
    const record = new RedisPurgeRecord(client(), new Failover(patient), 'purges', 5);
    for (let n = 0; n < 20; n++) await record.add({ tenant: `t${n}` });
    const read = await record.readSince(0);
    expect(read?.purges.size).toBeLessThanOrEqual(5);
    expect(read?.purges.get(':')).toBeGreaterThan(0);
    expect(await record.readSince(read?.sequence ?? 0)).toBeUndefined();
  });

  it('warms a new replica with what was hit most in all', async () => {
    const [one, two] = [await openReplica(), await openReplica()];
    for (let n = 0; n < 5; n++) {
      await one.cache.set({ key: keyFor(n), value: clean(`answer ${n}`) });
      for (let hits = 0; hits < n; hits++) await (hits % 2 === 0 ? one : two).cache.get(keyFor(n));
    }
    await one.shared.popularity.flush();
    await two.shared.popularity.flush();
    const started = await openReplica();
    expect(await started.cache.warmUp(3)).toBe(3);
    const warm = await Promise.all([0, 1, 2, 3, 4].map((n) => started.cache.getFromProcess(keyFor(n))));
    expect(warm.map((hit) => hit !== undefined)).toEqual([false, false, true, true, true]);
  });

  it('finds vectors of texts and answers to alike questions that another replica has made', async () => {
    const [one, two] = [await openReplica(), await openReplica()];
    const request = { tenant: 'acme', model: 'm', texts: Array.from({ length: 200 }, (_, n) => `text ${n}`) };
    const embed = async (asked: readonly string[]) => ({
      vectors: asked.map((text) => Float32Array.of(text.length, 0.1)),
      mayKeep: true,
    });
    const made = await new EmbeddingCache(one.cache, keyOf).embedMany(request, embed);
    const found = await new EmbeddingCache(two.cache, keyOf).embedMany(request, embed);
    expect(found).toEqual({ vectors: made.vectors, computed: 0 });

    const indexes = [one, two].map(
      ({ cache, shared }) =>
        new SemanticIndex({
          cache,
          embed: async () => Float32Array.of(0.6, 0.8),
          secret,
          shared: shared.vectors,
          onError: (error) => expect(error).toBeUndefined(),
          maxPerScope: 10,
        }),
    );
    const scope = keyFor([], 'acme', 'semantic_index');
    const names = Array.from({ length: 30 }, (_, n) => `B${'a'.repeat(n)}`);
    for (const name of names) {
      const own = keyFor(name);
      await one.cache.set({ key: own, value: clean(name) });
      await (await indexes[0]?.lookUp(scope, `Who is ${name}?`))?.remember(own);
    }
    expect(await client().xlen(`octollm:cache:value:${scope.id}`)).toBe(10);
    const last = names.at(-1) ?? '';
    expect(textOf((await indexes[1]?.lookUp(scope, `Please, who is ${last}?`))?.hit?.value)).toBe(last);
  });
});
