import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheKeyMaker } from '../keys/cache-key.ts';
import type { CacheStore, PurgeScope } from './cache-store.ts';

/** The same store as two users of it have it; a test that asks for it again gets an empty one. */
export type CacheStoreClients = (options: { maxEntryBytes: number }) => readonly [CacheStore, CacheStore];

const keyOf = cacheKeyMaker('a secret of the tests');
const idOf = (tenant: string, name: 'models' | 'retrieval', input: unknown = ''): string =>
  keyOf({ tenant, class: name, checks: [], model: '', parameters: {}, input }).id;

const minute = 60_000;
const room = { maxEntryBytes: 100_000 };

/** The contract of a store. */
export const describeCacheStore = (name: string, open: CacheStoreClients): void => {
  describe(`a store ${name}`, () => {
    it('gives back the bytes that were set, whatever they are, and nothing under another id', async () => {
      const [one, two] = open(room);
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.string(), async (array, input) => {
          const bytes = Buffer.from(array);
          const id = idOf('acme', 'models', input);
          await one.set({ id, bytes, ttlMs: minute });
          expect((await two.get(id))?.equals(bytes)).toBe(true);
          expect(await two.get(`${id}x`)).toBeUndefined();
        }),
        { numRuns: 50 },
      );
    });

    it('gives many in the order they were asked for', async () => {
      const [one, two] = open(room);
      const [a, b] = [idOf('acme', 'models', 'a'), idOf('acme', 'models', 'b')];
      await one.set(
        { id: a, bytes: Buffer.from('A'), ttlMs: minute },
        { id: b, bytes: Buffer.from('B'), ttlMs: minute },
      );
      const found = await two.getMany([b, 'nothing', a, b]);
      expect(found.map((bytes) => bytes?.toString())).toEqual(['B', undefined, 'A', 'B']);
      expect(await two.getMany([])).toEqual([]);
    });

    it('replaces and deletes', async () => {
      const [one, two] = open(room);
      const id = idOf('acme', 'models');
      await one.set({ id, bytes: Buffer.from('old'), ttlMs: minute });
      await two.set({ id, bytes: Buffer.from('new'), ttlMs: minute });
      expect((await one.get(id))?.toString()).toBe('new');
      await one.delete(id);
      await one.delete(id);
      expect(await two.get(id)).toBeUndefined();
    });

    it('forgets an entry when its time is over, and not before', async () => {
      const [one, two] = open(room);
      const [short, long] = [idOf('acme', 'models', 'short'), idOf('acme', 'models', 'long')];
      await one.set(
        { id: short, bytes: Buffer.from('s'), ttlMs: 50 },
        { id: long, bytes: Buffer.from('l'), ttlMs: minute },
      );
      await delay(80);
      expect(await two.get(short)).toBeUndefined();
      expect(await two.getMany([short])).toEqual([undefined]);
      expect((await two.get(long))?.toString()).toBe('l');
    });

    it('does not keep what has no time left or is too large, nor what was there before', async () => {
      const [one, two] = open({ maxEntryBytes: 1_000 });
      const id = idOf('acme', 'models');
      for (const refused of [
        { bytes: Buffer.from('late'), ttlMs: 0 },
        { bytes: Buffer.alloc(2_000), ttlMs: minute },
      ]) {
        expect(await one.set({ id, bytes: Buffer.from('before'), ttlMs: minute })).toBe(true);
        expect(await two.get(id)).toBeDefined();
        expect(await one.set({ id, ...refused })).toBe(false);
        expect(await two.get(id)).toBeUndefined();
      }
    });

    const tenants = ['acme', 'acme2', 'a*', 'a:models', '[a]^', 'ü%3A'];
    it.each<[string, PurgeScope, (tenant: string, name: string) => boolean]>([
      ['a tenant', { tenant: 'acme' }, (tenant) => tenant === 'acme'],
      ['a tenant with a star in its name', { tenant: 'a*' }, (tenant) => tenant === 'a*'],
      ['a tenant with a colon in its name', { tenant: 'a:models' }, (tenant) => tenant === 'a:models'],
      ['a tenant with brackets in its name', { tenant: '[a]^' }, (tenant) => tenant === '[a]^'],
      ['a class', { class: 'models' }, (_, name) => name === 'models'],
      [
        'a class of a tenant',
        { tenant: 'acme', class: 'models' },
        (tenant, name) => tenant === 'acme' && name === 'models',
      ],
      ['everything', {}, () => true],
    ])('purges %s and nothing else', async (_, scope, goes) => {
      const [one, two] = open(room);
      const classes = ['models', 'retrieval'] as const;
      const kept = tenants.flatMap((tenant) => classes.map((name) => ({ tenant, name })));
      const idOfKept = ({ tenant, name }: (typeof kept)[number]): string => idOf(tenant, name);
      await one.set(
        ...kept.map((entry) => ({ id: idOfKept(entry), bytes: Buffer.from('v'), ttlMs: minute })),
      );
      await two.purge(scope);
      const left = await one.getMany(kept.map(idOfKept));
      expect(kept.filter((_entry, index) => left[index] !== undefined)).toEqual(
        kept.filter(({ tenant, name }) => !goes(tenant, name)),
      );
    });
  });
};
