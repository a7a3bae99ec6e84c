/** Checks JSON values against JSON schemas that may come from anybody. */
export { type CheckOptions, checkJson } from './check.ts';
export { SchemaError, type SchemaProblem } from './schema-problem.ts';
