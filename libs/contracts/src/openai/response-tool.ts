import { z } from 'zod';
import { JsonSchema } from './chat-tool.ts';
import { openAiLimits as limits } from './limits.ts';

const name = z.string().min(1).max(limits.name);
const description = z.string().max(limits.description).nullish();

/** A function that the caller runs. OpenAI's hosted tools do not exist here and are refused. */
export const ResponseTool = z.looseObject({
  type: z.literal('function'),
  name,
  description,
  parameters: JsonSchema.nullish(),
  strict: z.boolean().nullish(),
});
export type ResponseTool = z.infer<typeof ResponseTool>;

export const ResponseToolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.looseObject({ type: z.literal('function'), name }),
]);
export type ResponseToolChoice = z.infer<typeof ResponseToolChoice>;

export const ResponseTextFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    name,
    description,
    schema: JsonSchema,
    strict: z.boolean().nullish(),
  }),
]);
export type ResponseTextFormat = z.infer<typeof ResponseTextFormat>;
