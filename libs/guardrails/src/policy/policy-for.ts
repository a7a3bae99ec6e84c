import { parseDocument } from './parse-document.ts';
import { Policy } from './policy.ts';

/**
 * A policy of a tenant's own: its rules come before those of the base, and one with the id of a rule of the base stands
 * in its place.
 * @throws PolicyError when the overrides are not well formed
 */
export const policyFor = (base: Policy, overrides: unknown): Policy => {
  const { rules } = parseDocument(overrides);
  const replaced = new Map(rules.map((rule) => [rule.id, rule]));
  const known = new Set(base.document.rules.map(({ id }) => id));
  return new Policy({
    rules: [
      ...rules.filter(({ id }) => !known.has(id)),
      ...base.document.rules.map((rule) => replaced.get(rule.id) ?? rule),
    ],
  });
};
