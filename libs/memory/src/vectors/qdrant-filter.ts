import type { VectorFilter } from './vector-store.ts';

type Condition =
  | { key: string; match: { value: string | boolean } | { any: string[] } }
  | { key: string; range: { gte?: number | string; lte?: number; lt?: string } };

/** Qdrant matches texts, whole numbers and truth values only; a range of one number finds any number. */
const hasValue = (key: string, value: string | number | boolean): Condition =>
  typeof value === 'number' ? { key, range: { gte: value, lte: value } } : { key, match: { value } };

/**
 * A filter as Qdrant takes it, and first of all the tenant: nothing is ever asked without. What callers give is below
 * `payload`, so that none of their names is one of ours.
 */
export const filterOf = (tenantId: string, filter: VectorFilter = {}): { must: Condition[] } => {
  const { payload = {}, documentIds, createdFrom, createdBefore } = filter;
  const created = {
    ...(createdFrom === undefined ? {} : { gte: createdFrom.toISOString() }),
    ...(createdBefore === undefined ? {} : { lt: createdBefore.toISOString() }),
  };
  return {
    must: [
      { key: 'tenant_id', match: { value: tenantId } },
      ...(documentIds === undefined ? [] : [{ key: 'document_id', match: { any: [...documentIds] } }]),
      ...(Object.keys(created).length === 0 ? [] : [{ key: 'created_at', range: created }]),
      ...Object.entries(payload).map(([name, value]) => hasValue(`payload."${name}"`, value)),
    ],
  };
};
