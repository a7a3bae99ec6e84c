import type { Condition } from '@octollm/contracts';
import { canonicalJson } from './canonical-json.ts';
import { resolveReferences, type Scope, UnresolvedReferenceError } from './references.ts';

const isGreater = (a: unknown, b: unknown): boolean =>
  ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) &&
  a > b;

const equal = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const contains = (whole: unknown, part: unknown): boolean => {
  if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part);
  return Array.isArray(whole) && whole.some((item) => equal(item, part));
};

const exists = (value: string, scope: Scope): boolean => {
  try {
    return resolveReferences(value, scope.outputs, scope) !== null;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return false;
    throw error;
  }
};

/**
 * Whether a condition holds, with what its references lead to; see `Condition` for what the operators mean.
 * @throws UnresolvedReferenceError unless the operator is `exists`: a misspelt path is no answer
 */
export const holds = (condition: Condition, scope: Scope): boolean => {
  if (condition.operator === 'exists') return exists(condition.value, scope);
  const value = resolveReferences(condition.value, scope.outputs, scope);
  const operand = resolveReferences(condition.operand, scope.outputs, scope);
  switch (condition.operator) {
    case 'equals':
      return equal(value, operand);
    case 'not_equals':
      return !equal(value, operand);
    case 'greater':
      return isGreater(value, operand);
    case 'less':
      return isGreater(operand, value);
    case 'contains':
      return contains(value, operand);
  }
};

/** A condition in words, with its references as they are written. */
export const described = (condition: Condition): string =>
  condition.operator === 'exists'
    ? `${condition.value} exists`
    : `${JSON.stringify(condition.value)} ${condition.operator} ${JSON.stringify(condition.operand)}`;
