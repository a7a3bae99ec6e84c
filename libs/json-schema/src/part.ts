import type { SchemaProblem } from './schema-problem.ts';

/** A schema that is an object. */
export type Keywords = Readonly<Record<string, unknown>>;

/** Checks a part of the value against a part of the schema. */
export type CheckPart = (schema: unknown, value: unknown, path: string) => SchemaProblem[];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
