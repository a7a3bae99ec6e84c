import { z } from 'zod';
import { openAiLimits as limits } from './limits.ts';

const name = z.string().min(1).max(limits.name);
const description = z.string().max(limits.description).nullish();

/** A JSON Schema. It is the provider's to understand. */
export const JsonSchema = z.record(z.string(), z.unknown());

/** A tool that the caller offers to the model and runs itself. */
export const ChatTool = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('function'),
    function: z.looseObject({
      name,
      description,
      parameters: JsonSchema.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
  z.looseObject({
    type: z.literal('custom'),
    custom: z.looseObject({ name, description, format: z.looseObject({ type: z.string() }).nullish() }),
  }),
]);
export type ChatTool = z.infer<typeof ChatTool>;

/** Whether the model may, must or must not call a tool, or which. */
export const ChatToolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('function'), function: z.looseObject({ name }) }),
    z.looseObject({ type: z.literal('custom'), custom: z.looseObject({ name }) }),
    z.looseObject({
      type: z.literal('allowed_tools'),
      allowed_tools: z.looseObject({
        mode: z.enum(['auto', 'required']),
        tools: z.array(JsonSchema).max(limits.tools),
      }),
    }),
  ]),
]);

/** The form that the answer must have. */
export const ChatResponseFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({
      name,
      description,
      schema: JsonSchema.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
]);
