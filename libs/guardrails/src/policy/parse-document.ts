import { PolicyDocument } from './policy-document.ts';
import { PolicyError } from './policy-error.ts';

const ruleNameOf = (document: unknown, index: unknown): string => {
  const rules: unknown =
    typeof document === 'object' && document !== null && 'rules' in document ? document.rules : [];
  const rule: unknown = Array.isArray(rules) && typeof index === 'number' ? rules[index] : undefined;
  const id: unknown = typeof rule === 'object' && rule !== null && 'id' in rule ? rule.id : undefined;
  return typeof id === 'string' ? `Rule ${id}` : `Rule number ${Number(index) + 1}`;
};

const problemOf = (
  document: unknown,
  { path, message }: { path: PropertyKey[]; message: string },
): string => {
  const [list, index, ...field] = path;
  if (list !== 'rules' || index === undefined) return `${path.join('.') || 'The policy'}: ${message}`;
  return `${ruleNameOf(document, index)}${field.length === 0 ? '' : `, field ${field.join('.')}`}: ${message}`;
};

const firstRepeated = (ids: readonly string[]): string | undefined =>
  ids.find((id, index) => ids.indexOf(id) !== index);

/**
 * Reads a policy from what YAML or JSON gave.
 * @throws PolicyError when it is not well formed, with the rule and the field of every problem
 */
export const parseDocument = (document: unknown): PolicyDocument => {
  const parsed = PolicyDocument.safeParse(document);
  if (!parsed.success)
    throw new PolicyError(parsed.error.issues.map((issue) => problemOf(document, issue)).join('\n'));
  const repeated = firstRepeated(parsed.data.rules.map(({ id }) => id));
  if (repeated !== undefined) throw new PolicyError(`Rule ${repeated}, field id: Another rule has this id.`);
  return parsed.data;
};
