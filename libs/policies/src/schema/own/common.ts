import { z } from 'zod';

/** A Go duration: `1h30m`. */
export const duration = z.string().regex(/^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/);

export const texts = z.array(z.string());

export const textMap = z.record(z.string(), z.string());

export const labelSelector = z.strictObject({
  matchLabels: textMap.optional(),
  matchExpressions: z
    .array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: texts.optional(),
      }),
    )
    .optional(),
});

/** One key of a Secret. */
export const secretKey = z.strictObject({
  name: z.string().min(1),
  key: z.string().min(1),
  optional: z.boolean().optional(),
});
