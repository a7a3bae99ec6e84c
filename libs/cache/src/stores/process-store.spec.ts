import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCacheStore } from './cache-store-suite.ts';
import { ProcessStore } from './process-store.ts';

describeCacheStore('in this process', ({ maxEntryBytes }) => {
  const store = new ProcessStore({ maxBytes: 10_000_000, maxEntryBytes });
  return [store, store];
});

const entry = (id: string, length: number, ttlMs = 60_000) => ({ id, bytes: Buffer.alloc(length), ttlMs });

describe('the memory of a store in this process', () => {
  it('stays within its bound, whatever is set', async () => {
    const sets = fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.integer({ min: 0, max: 4_000 })), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(sets, async (list) => {
        const maxBytes = 10_000;
        const store = new ProcessStore({ maxBytes, maxEntryBytes: 3_000 });
        const kept = new Map<string, number>();
        for (const [id, length] of list) {
          await store.set(entry(id, length));
          kept.set(id, length);
          expect(store.bytes).toBeLessThanOrEqual(maxBytes);
        }
        let bytes = 0;
        for (const id of kept.keys()) bytes += (await store.get(id))?.length ?? 0;
        expect(bytes).toBeLessThanOrEqual(store.bytes);
      }),
    );
  });

  it('loses the least recently used entry first, and says which', async () => {
    const evicted: [string, number][] = [];
    const store = new ProcessStore({
      maxBytes: 4_000,
      maxEntryBytes: 2_000,
      onEviction: (id, bytes) => void evicted.push([id, bytes]),
    });
    await store.set(entry('a', 1_000), entry('b', 1_000), entry('c', 1_000));
    await store.get('a');
    await store.set(entry('d', 1_000));
    expect(evicted).toEqual([['b', 1_000]]);
    const found = await store.getMany(['a', 'b', 'c', 'd']);
    expect(found.map((bytes) => bytes !== undefined)).toEqual([true, false, true, true]);
    await store.delete('a');
    await store.purge({});
    expect({ evicted: evicted.length, entries: store.entries, bytes: store.bytes }).toEqual({
      evicted: 1,
      entries: 0,
      bytes: 0,
    });
  });

  it('keeps an entry to the last millisecond of its time', async () => {
    const clock = { now: 1_000 };
    const store = new ProcessStore({ maxBytes: 10_000, now: () => clock.now });
    await store.set(entry('a', 10, 500));
    clock.now += 500;
    expect(await store.get('a')).toBeDefined();
    clock.now += 1;
    expect(await store.get('a')).toBeUndefined();
  });
});
