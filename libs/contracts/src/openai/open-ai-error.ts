import { z } from 'zod';

/** What every error of `/v1/*` looks like (https://platform.openai.com/docs/guides/error-codes). */
export const OpenAiError = z.strictObject({
  error: z.strictObject({
    message: z.string(),
    type: z.string(),
    /** The field that is wrong, such as `messages[0].content`. */
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});
export type OpenAiError = z.infer<typeof OpenAiError>;
