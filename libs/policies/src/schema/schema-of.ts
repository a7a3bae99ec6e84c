import { compiledSchema } from './compiled-schema.ts';
import { ownSchema } from './own-schema.ts';
import type { Schema } from './problem.ts';

const schemas = new Map<string, Schema | undefined>();

/** The schema of a kind, read when it is first asked for; undefined when there is none. */
export const schemaOf = (apiVersion: string, kind: string): Schema | undefined => {
  const id = `${apiVersion} ${kind}`;
  if (!schemas.has(id)) schemas.set(id, ownSchema(apiVersion, kind) ?? compiledSchema(apiVersion, kind));
  return schemas.get(id);
};
