import { z } from 'zod';

/** One field that is wrong, as a JSON pointer (RFC 6901) into the body or the query. */
export const FieldProblem = z.strictObject({ pointer: z.string(), detail: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** Problem details (RFC 9457) as every error of the platform's own API carries them. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  request_id: z.string(),
  retryable: z.boolean(),
  errors: z.array(FieldProblem).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The media type of problem details. */
export const problemMediaType = 'application/problem+json';
