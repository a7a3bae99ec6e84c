import { text } from '@octollm/contracts';
import { z } from 'zod';

/** Its words have to fit into a tsvector of 1 MiB, and an index entry of a name into a third of a page of 8 KiB. */
const mostPropertyBytes = 128 * 1_024;
const longestName = 500;

/** What an entity or a relation is: a word of lower-case letters. */
export const TypeName = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/** What is known of a thing: any JSON, 128 KiB at most. */
export const Properties = z
  .record(z.string().max(200), z.json())
  .refine((properties) => Buffer.byteLength(JSON.stringify(properties)) <= mostPropertyBytes, {
    error: `holds more than ${mostPropertyBytes} bytes of JSON`,
  });
export type Properties = Readonly<z.infer<typeof Properties>>;

/** A thing to keep. Its type and its name tell it from all others of the tenant. */
export const NewEntity = z.strictObject({
  type: TypeName,
  name: text(longestName),
  properties: Properties,
});
export type NewEntity = Readonly<z.infer<typeof NewEntity>>;

/** How one entity is related to another. The two and the type tell it from all others. */
export const NewRelation = z.strictObject({
  from: z.uuid(),
  type: TypeName,
  to: z.uuid(),
  properties: Properties,
});
export type NewRelation = Readonly<z.infer<typeof NewRelation>>;
