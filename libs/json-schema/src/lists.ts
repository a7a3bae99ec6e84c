import { isDeepStrictEqual } from 'node:util';
import type { CheckPart, Keywords } from './part.ts';
import { limitOf } from './scalars.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** Longer lists are not searched for equal items: that takes quadratic time. */
const maxUnique = 1_000;

const hasEqualItems = (list: readonly unknown[]): boolean =>
  list.length <= maxUnique &&
  list.some((item, index) => list.slice(index + 1).some((other) => isDeepStrictEqual(item, other)));

const checkContains = (
  schema: Keywords,
  list: readonly unknown[],
  path: string,
  check: CheckPart,
): SchemaProblem[] => {
  if (schema.contains === undefined) return [];
  const found = list.filter((item) => check(schema.contains, item, path).length === 0).length;
  const [min, max] = [limitOf(schema, 'minContains') ?? 1, limitOf(schema, 'maxContains') ?? Infinity];
  return found >= min && found <= max ? [] : [{ pointer: path, detail: 'does not hold what it must' }];
};

export const checkList = (
  schema: Keywords,
  list: readonly unknown[],
  path: string,
  check: CheckPart,
): SchemaProblem[] => {
  const [min, max] = [limitOf(schema, 'minItems') ?? 0, limitOf(schema, 'maxItems') ?? Infinity];
  const first: readonly unknown[] = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  return [
    ...(list.length < min ? [{ pointer: path, detail: `has fewer than ${min} items` }] : []),
    ...(list.length > max ? [{ pointer: path, detail: `has more than ${max} items` }] : []),
    ...(schema.uniqueItems === true && hasEqualItems(list)
      ? [{ pointer: path, detail: 'has equal items' }]
      : []),
    ...list.flatMap((item, index) => {
      const inner = index < first.length ? first[index] : schema.items;
      return inner === undefined ? [] : check(inner, item, `${path}/${index}`);
    }),
    ...checkContains(schema, list, path, check),
  ];
};
