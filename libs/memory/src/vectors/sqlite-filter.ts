import type { VectorFilter } from './vector-store.ts';

/** A condition with its values. */
export interface Condition {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

const all = (conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => text).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** JSON's own types are compared too: SQLite gives `true` as 1. */
const hasValue = (name: string, value: string | number | boolean): Condition => {
  const path = `$."${name}"`;
  if (typeof value === 'boolean') return { text: 'json_type(payload, ?) = ?', values: [path, String(value)] };
  const types = typeof value === 'number' ? `('integer', 'real')` : `('text')`;
  return {
    text: `(json_type(payload, ?) IN ${types} AND json_extract(payload, ?) = ?)`,
    values: [path, path, value],
  };
};

/**
 * Which points the filter lets through; undefined when it lets all through. The partition of the vectors keeps scopes
 * apart; the scope stands here so that no points of others are read.
 */
export const conditionOf = (scope: string, filter: VectorFilter): Condition | undefined => {
  const { payload = {}, documentIds, createdFrom, createdBefore } = filter;
  const conditions: Condition[] = [
    ...(documentIds === undefined
      ? []
      : [
          {
            text: 'document_id IN (SELECT value FROM json_each(?))',
            values: [JSON.stringify(documentIds)],
          },
        ]),
    ...(createdFrom === undefined ? [] : [{ text: 'created_at >= ?', values: [createdFrom.getTime()] }]),
    ...(createdBefore === undefined ? [] : [{ text: 'created_at < ?', values: [createdBefore.getTime()] }]),
    ...Object.entries(payload).map(([name, value]) => hasValue(name, value)),
  ];
  if (conditions.length === 0) return undefined;
  return all([{ text: 'scope = ?', values: [scope] }, ...conditions]);
};
