import { z } from 'zod';

/** An id on the wire: any UUID in lower or upper case. */
export const Id = z.uuid();

/** An RFC 3339 time with an offset. What the platform writes is always UTC (`Z`). */
export const Timestamp = z.iso.datetime({ offset: true });

/** A SHA-256 digest in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A share or a score between 0 and 1. */
export const Ratio = z.number().min(0).max(1);

/** A text that holds at least one character that is not white space. Lengths count UTF-16 code units. */
export const text = (max: number) =>
  z.string().max(max).regex(/\S/, { error: 'must hold more than white space' });

const maxFields = 50;

/** Free fields a client attaches: at most 50, scalar, so they can be stored and filtered on. */
export const Metadata = z
  .record(z.string().min(1).max(64), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= maxFields, {
    error: `holds more than ${maxFields} fields`,
  })
  .meta({ maxProperties: maxFields });
export type Metadata = z.infer<typeof Metadata>;
