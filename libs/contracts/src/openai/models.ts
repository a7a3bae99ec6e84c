import { z } from 'zod';

/** A model that may be asked (https://platform.openai.com/docs/api-reference/models/object). */
export const OpenAiModel = z.strictObject({
  id: z.string(),
  object: z.literal('model'),
  /** Seconds since 1970. */
  created: z.int().min(0),
  /** The provider. */
  owned_by: z.string(),
});
export type OpenAiModel = z.infer<typeof OpenAiModel>;

export const OpenAiModelList = z.strictObject({ object: z.literal('list'), data: z.array(OpenAiModel) });
export type OpenAiModelList = z.infer<typeof OpenAiModelList>;
