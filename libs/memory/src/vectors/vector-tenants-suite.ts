import { newId } from '@octollm/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VectorFilter, VectorPayload, VectorStore } from './vector-store.ts';

/** Names that are parts of each other, or mean something in JSON, SQL or a path. */
const tenants = ['a', 'a/b', '["a"', `a' OR '1'='1`, 'ünï'] as const;
const ids = Array.from({ length: 4 }, newId);
const documents = Array.from({ length: 2 }, newId);
const suffixes = ['', '-2'];

const tenant = fc.constantFrom(...tenants);
const suffix = fc.constantFrom(...suffixes);
const payload = fc.dictionary(
  fc.constantFrom('tenant_id', 'kind'),
  fc.oneof(tenant, fc.integer(), fc.boolean()),
);
const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });

type Act =
  | { kind: 'upsert'; tenant: string; suffix: string; points: Written[] }
  | { kind: 'deleteDocument'; tenant: string; suffix: string; documentId: string }
  | { kind: 'deleteTenant'; tenant: string; suffix: string };

interface Written {
  readonly id: string;
  readonly documentId: string;
  readonly numbers: readonly number[];
  readonly payload: VectorPayload;
}

const written: fc.Arbitrary<Written> = fc.record({
  id: fc.constantFrom(...ids),
  documentId: fc.constantFrom(...documents),
  numbers: vector,
  payload,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('upsert' as const),
      tenant,
      suffix,
      points: fc.uniqueArray(written, { selector: ({ id }) => id, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deleteDocument' as const),
      tenant,
      suffix,
      documentId: fc.constantFrom(...documents),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteTenant' as const), tenant, suffix }) },
);

/** What each tenant has written into each collection and not deleted. */
class Expected {
  readonly #points = new Map<string, Map<string, Written>>();

  of(owner: string, end: string): Map<string, Written> {
    const key = JSON.stringify([owner, end]);
    const points = this.#points.get(key) ?? new Map<string, Written>();
    this.#points.set(key, points);
    return points;
  }

  do(done: Act): void {
    const points = this.of(done.tenant, done.suffix);
    if (done.kind === 'upsert') for (const point of done.points) points.set(point.id, point);
    else if (done.kind === 'deleteTenant') points.clear();
    else
      for (const { id, documentId } of points.values()) if (documentId === done.documentId) points.delete(id);
  }
}

const perform = async (store: VectorStore, tenantId: string, name: string, done: Act): Promise<void> => {
  if (done.kind === 'deleteTenant') return store.deleteTenant(tenantId, name);
  if (done.kind === 'deleteDocument') return store.deleteDocument(tenantId, name, done.documentId);
  const points = done.points.map(({ numbers, ...point }) => ({
    ...point,
    vector: Float32Array.from(numbers),
  }));
  return store.upsert(tenantId, name, points);
};

const passes = (point: Written, filter: VectorFilter): boolean =>
  Object.entries(filter.payload ?? {}).every(([name, value]) => point.payload[name] === value) &&
  (filter.documentIds?.includes(point.documentId) ?? true);

/** Whatever tenants write and delete, in whatever order, each finds its own points and nobody else's. */
export function describeTenants(name: string, open: () => Promise<VectorStore>): void {
  describe(`${name}, whatever tenants write`, () => {
    let store: VectorStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('finds exactly what the tenant itself has written', async () => {
      const filters = fc.array(
        fc.record({ payload, documentIds: fc.subarray(documents) }, { requiredKeys: [] }),
        { maxLength: 2 },
      );
      const collection = `test-${newId()}`;
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 8 }), vector, filters, async (acts, sought, more) => {
          // Tenants of their own for every run: what those of the runs before have written stays beside them.
          const run = newId();
          const expected = new Expected();
          for (const done of acts) {
            await perform(store, `${run}${done.tenant}`, `${collection}${done.suffix}`, done);
            expected.do(done);
          }
          const query = Float32Array.from(sought);
          const search = async (owner: string, end: string, filter: VectorFilter): Promise<void> => {
            const found = await store.search(`${run}${owner}`, `${collection}${end}`, query, 100, filter);
            const own = [...expected.of(owner, end).values()].filter((point) => passes(point, filter));
            const foundIds = found.map(({ id }) => id);
            expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining(foundIds));
            if (!query.some(isNotZero)) return;
            const surely = own.filter(({ numbers }) => numbers.some(isNotZero));
            expect(foundIds).toEqual(expect.arrayContaining(surely.map(({ id }) => id)));
          };
          const owners = new Set(acts.map((done) => done.tenant));
          const searches = [...owners].flatMap((owner) =>
            suffixes.flatMap((end) => [{}, ...more].map((filter) => search(owner, end, filter))),
          );
          await Promise.all(searches);
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** A vector of zeros may be found or not: it points nowhere. */
const isNotZero = (number: number): boolean => number !== 0;
