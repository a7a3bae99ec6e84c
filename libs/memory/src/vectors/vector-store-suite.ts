import { newId } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VectorError, type VectorPoint, type VectorStore } from './vector-store.ts';

const point = (vector: readonly number[], rest: Partial<VectorPoint> = {}): VectorPoint => ({
  id: newId(),
  documentId: newId(),
  vector: Float32Array.from(vector),
  ...rest,
});
const east = Float32Array.from([1, 0, 0]);

/**
 * What every vector store does.
 * @param open - opens one for vectors of three dimensions.
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

    it('keeps collections apart', async () => {
      await store.upsert('acme', collection, [point([1, 0, 0])]);
      expect(await store.search('acme', `${collection}-2`, east, 10)).toEqual([]);
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
      const refused = store.upsert('acme', collection, [point([1, 0, 0]), point(vector)]);
      await expect(refused).rejects.toThrow(VectorError);
      await expect(ids('acme', Float32Array.from(vector))).rejects.toThrow(VectorError);
      expect(await ids('acme')).toEqual([]);
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
}
