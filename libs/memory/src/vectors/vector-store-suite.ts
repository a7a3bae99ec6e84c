import { newId } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectionOf, forgetTenant } from './collections.ts';
import { VectorError, type VectorFilter, type VectorPoint, type VectorStore } from './vector-store.ts';
import { describeTenants } from './vector-tenants-suite.ts';

const point = (vector: readonly number[], rest: Partial<VectorPoint> = {}): VectorPoint => ({
  id: newId(),
  documentId: newId(),
  vector: Float32Array.from(vector),
  ...rest,
});
const east = Float32Array.from([1, 0, 0]);

/**
 * What every vector store does.
 * @param open - opens one that takes vectors of any dimensions.
 */
export function describeVectorStore(name: string, open: () => Promise<VectorStore>): void {
  describe(`${name}, as every vector store`, () => {
    let store: VectorStore;
    /** A collection of its own for every test. */
    let collection: string;
    beforeEach(async () => {
      store = await open();
      collection = `test-${newId()}`;
    });
    afterEach(() => store.close());

    const ids = async (tenant: string, vector = east, limit = 10): Promise<string[]> =>
      (await store.search(tenant, collection, vector, limit)).map(({ id }) => id);

    it('finds the nearest first, with the cosine as the score', async () => {
      const [same, near, across, opposite] = [
        point([2, 0, 0]),
        point([1, 1, 0]),
        point([0, 0, 5]),
        point([-1, 0, 0]),
      ];
      await store.upsert('acme', collection, [opposite, near, across, same]);
      const found = await store.search('acme', collection, east, 10);
      expect(found.map(({ id }) => id)).toEqual([same.id, near.id, across.id, opposite.id]);
      const expected = [1, Math.SQRT1_2, 0, -1];
      found.forEach(({ score }, index) => expect(score).toBeCloseTo(expected[index] ?? 9, 5));
      expect(await ids('acme', east, 2)).toEqual([same.id, near.id]);
    });

    it('is empty before the first point, and takes an empty list of points', async () => {
      expect(await ids('acme')).toEqual([]);
      await store.upsert('acme', collection, []);
      expect(await ids('acme')).toEqual([]);
      await store.deleteDocument('acme', collection, newId());
    });

    it('replaces a point that comes again', async () => {
      const first = point([0, 1, 0]);
      await store.upsert('acme', collection, [first, point([0.5, 0.5, 0.5])]);
      const again = { ...first, documentId: newId(), vector: east };
      await store.upsert('acme', collection, [again]);
      const found = await store.search('acme', collection, east, 10);
      expect(found).toHaveLength(2);
      expect(found[0]?.id).toBe(first.id);
      await store.deleteDocument('acme', collection, first.documentId);
      expect(await ids('acme')).toHaveLength(2);
      await store.deleteDocument('acme', collection, again.documentId);
      expect(await ids('acme')).not.toContain(first.id);
    });

    it('removes points by their ids, of one tenant and collection', async () => {
      const [one, two, three] = [point([1, 0, 0]), point([0.9, 0.1, 0]), point([0.8, 0.2, 0])];
      await store.upsert('acme', collection, [one, two, three]);
      await store.upsert('other', collection, [one]);
      await store.delete('acme', collection, [one.id, three.id, newId()]);
      expect(await ids('acme')).toEqual([two.id]);
      expect(await ids('other')).toEqual([one.id]);
      await store.delete('acme', `${collection}-of-nobody`, [two.id]);
      await store.delete('acme', collection, []);
      expect(await ids('acme')).toEqual([two.id]);
    });

    it('keeps tenants apart, even under the same ids', async () => {
      const mine = point([1, 0, 0]);
      const yours = { ...mine, vector: Float32Array.from([0, 1, 0]) };
      await store.upsert('acme', collection, [mine]);
      await store.upsert('other', collection, [yours]);
      const [found] = await store.search('acme', collection, east, 10);
      expect(found).toMatchObject({ id: mine.id });
      expect(found?.score).toBeCloseTo(1, 5);
      expect(await ids('third')).toEqual([]);
      await store.deleteDocument('other', collection, mine.documentId);
      expect(await ids('other')).toEqual([]);
      expect(await ids('acme')).toEqual([mine.id]);
    });

    it('finds the few points of a tenant among the many of another', async () => {
      const many = Array.from({ length: 600 }, () => point([1, Math.random() / 100, 0]));
      const far = point([-1, 0.1, 0]);
      await store.upsert('large', collection, many);
      await store.upsert('small', collection, [far]);
      expect(await ids('small', east, 5)).toEqual([far.id]);
      expect(await ids('large', east, 1_000)).toHaveLength(600);
    });

    it('keeps collections apart, under the same ids too', async () => {
      const one = point([1, 0, 0]);
      await store.upsert('acme', collection, [one]);
      expect(await store.search('acme', `${collection}-2`, east, 10)).toEqual([]);
      await store.upsert('acme', `${collection}-2`, [one]);
      await store.deleteDocument('acme', `${collection}-2`, one.documentId);
      expect(await ids('acme')).toEqual([one.id]);
      expect(await store.collections()).toEqual(expect.arrayContaining([collection, `${collection}-2`]));
    });

    it('keeps vectors of two models apart, and those with other dimensions out of a collection', async () => {
      const [small, large] = [collectionOf('coder', `${newId()}:1`), collectionOf('coder', `${newId()}:2`)];
      const plane = Float32Array.from([0, 1]);
      await store.upsert('acme', small, [point([1, 0, 0])]);
      await store.upsert('acme', large, [point([0, 1])]);
      expect(await store.search('acme', small, east, 10)).toHaveLength(1);
      expect(await store.search('acme', large, plane, 10)).toHaveLength(1);
      await expect(store.search('acme', small, plane, 10)).rejects.toThrow(VectorError);
      await expect(store.upsert('acme', small, [point([0, 1])])).rejects.toThrow(VectorError);
      await expect(store.upsert('acme', collection, [point([1, 0]), point([1, 0, 0])])).rejects.toThrow(
        VectorError,
      );
    });

    describe('with a filter', () => {
      const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
      const [documentId, other] = [newId(), newId()];
      const points = {
        text: point([1, 0, 0], { payload: { kind: '1', lines: 3 }, documentId, createdAt: day(1) }),
        number: point([1, 1, 0], { payload: { kind: 1 }, documentId, createdAt: day(2) }),
        truth: point([0, 1, 0], { payload: { kind: true }, documentId: other, createdAt: day(3) }),
        fraction: point([-1, 0, 0], { payload: { kind: 0.5 }, documentId: other, createdAt: day(4) }),
      };

      it.each<[string, VectorFilter, (keyof typeof points)[]]>([
        ['a text', { payload: { kind: '1' } }, ['text']],
        ['a number', { payload: { kind: 1 } }, ['number']],
        ['a truth value', { payload: { kind: true } }, ['truth']],
        ['a fraction', { payload: { kind: 0.5 } }, ['fraction']],
        ['two values', { payload: { kind: '1', lines: 3 } }, ['text']],
        ['values of which one is another', { payload: { kind: '1', lines: 4 } }, []],
        ['a value that no point has', { payload: { 'of-nobody': 1 } }, []],
        ['nothing', {}, ['text', 'number', 'truth', 'fraction']],
        ['documents', { documentIds: [other, newId()] }, ['truth', 'fraction']],
        ['no document', { documentIds: [] }, []],
        ['a time from which', { createdFrom: day(2) }, ['number', 'truth', 'fraction']],
        ['a time before which', { createdBefore: day(2) }, ['text']],
        ['all of it', { createdFrom: day(1), documentIds: [documentId], payload: { kind: 1 } }, ['number']],
      ])('of %s finds what passes, nearest first', async (_what, filter, expected) => {
        await store.upsert('acme', collection, Object.values(points));
        const found = await store.search('acme', collection, east, 10, filter);
        expect(found.map(({ id }) => id)).toEqual(expected.map((name) => points[name].id));
      });

      it('finds the one point that passes behind a thousand that do not', async () => {
        const near = Array.from({ length: 1_000 }, () => point([1, 0, 0], { payload: { kind: 'near' } }));
        const far = point([-1, 0, 0], { payload: { kind: 'far' } });
        await store.upsert('acme', collection, [...near, far]);
        const found = await store.search('acme', collection, east, 1, { payload: { kind: 'far' } });
        expect(found.map(({ id }) => id)).toEqual([far.id]);
      });

      it.each(['a b', 'a.b', '"', '', "' OR 1", 'x'.repeat(65)])('refuses the name %j', async (name) => {
        const payload = { [name]: 1 };
        await expect(store.upsert('acme', collection, [point([1, 0, 0], { payload })])).rejects.toThrow(
          VectorError,
        );
        await expect(store.search('acme', collection, east, 1, { payload })).rejects.toThrow(VectorError);
      });

      it('takes a payload that calls itself another tenant, and it changes nothing', async () => {
        const payload = { tenant_id: 'other', document_id: 'd', chunk_id: 'c' };
        const one = point([1, 0, 0], { payload });
        await store.upsert('acme', collection, [one]);
        expect(await ids('acme')).toEqual([one.id]);
        expect(await ids('other')).toEqual([]);
        const found = await store.search('acme', collection, east, 1, { payload: { tenant_id: 'other' } });
        expect(found).toHaveLength(1);
      });
    });

    it('deletes a tenant from a collection, and nobody else', async () => {
      const [mine, yours] = [point([1, 0, 0]), point([1, 0, 0])];
      await store.upsert('acme', collection, [mine, point([0, 1, 0])]);
      await store.upsert('acme', `${collection}-2`, [mine]);
      await store.upsert('other', collection, [yours]);
      await store.deleteTenant('acme', collection);
      expect(await ids('acme')).toEqual([]);
      expect(await store.search('acme', `${collection}-2`, east, 10)).toHaveLength(1);
      expect(await ids('other')).toEqual([yours.id]);
      await store.deleteTenant('acme', 'no-such-collection');
    });

    it('can forget a tenant in the collections of all models, and leaves alone what is not ours', async () => {
      const models = [collectionOf('coder', newId()), collectionOf('knowledge_base', newId())];
      for (const name of [...models, collection]) await store.upsert('acme', name, [point([1, 0, 0])]);
      await forgetTenant(store, 'acme');
      for (const name of models) expect(await store.search('acme', name, east, 1)).toEqual([]);
      expect(await ids('acme')).toHaveLength(1);
    });

    it('deletes the points of a document and no others', async () => {
      const documentId = newId();
      const kept = point([0, 1, 0]);
      await store.upsert('acme', collection, [
        point([1, 0, 0], { documentId }),
        point([1, 1, 0], { documentId }),
        kept,
      ]);
      await store.deleteDocument('acme', collection, documentId);
      expect(await ids('acme')).toEqual([kept.id]);
    });

    it('does not let a vector of zeros win, nor find anything with one', async () => {
      const zeros = point([0, 0, 0]);
      const real = point([0.1, 0.9, 0]);
      await store.upsert('acme', collection, [zeros, real]);
      expect((await ids('acme'))[0]).toBe(real.id);
      expect(await ids('acme', Float32Array.from([0, 0, 0]))).toEqual([]);
    });

    it.each<[string, number[]]>([
      ['too few dimensions', [1, 0]],
      ['too many dimensions', [1, 0, 0, 0]],
      ['NaN', [1, Number.NaN, 0]],
      ['Infinity', [1, Number.POSITIVE_INFINITY, 0]],
    ])('refuses a vector with %s, and everything that came with it', async (_what, vector) => {
      const first = point([1, 0, 0]);
      await store.upsert('acme', collection, [first]);
      const refused = store.upsert('acme', collection, [point([1, 0, 0]), point(vector)]);
      await expect(refused).rejects.toThrow(VectorError);
      await expect(ids('acme', Float32Array.from(vector))).rejects.toThrow(VectorError);
      expect(await ids('acme')).toEqual([first.id]);
    });

    it('takes a vector that is a part of a larger buffer', async () => {
      const whole = Float32Array.from([9, 9, 1, 0, 0, 9]);
      const part = point([], { vector: whole.subarray(2, 5) });
      await store.upsert('acme', collection, [part]);
      const [found] = await store.search('acme', collection, whole.subarray(2, 5), 1);
      expect(found?.score).toBeCloseTo(1, 5);
    });

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
  describeTenants(name, open);
}
