import { z } from 'zod';
import { openAiLimits as limits } from './limits.ts';

const id = z.string().max(limits.name);
const text = z.string().max(limits.text);
const status = z.enum(['in_progress', 'completed', 'incomplete']);

export const ResponseContentPart = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('input_text'), text }),
  z.looseObject({
    type: z.literal('input_image'),
    image_url: z.string().max(limits.media).nullish(),
    file_id: id.nullish(),
    detail: z.string().max(32).nullish(),
  }),
  z.looseObject({
    type: z.literal('input_file'),
    file_data: z.string().max(limits.media).nullish(),
    file_url: z.string().max(limits.media).nullish(),
    file_id: id.nullish(),
    filename: z.string().max(limits.name).nullish(),
  }),
  z.looseObject({ type: z.literal('output_text'), text }),
  z.looseObject({ type: z.literal('refusal'), refusal: text }),
]);
export type ResponseContentPart = z.infer<typeof ResponseContentPart>;

const content = z.union([text, z.array(ResponseContentPart).max(limits.parts)]);

const Message = z.looseObject({
  type: z.literal('message'),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content,
});

/** An item of the input: what was said, called and returned so far. */
export const ResponseInputItem = z.union([
  z.discriminatedUnion('type', [
    Message,
    z.looseObject({
      type: z.literal('function_call'),
      call_id: id,
      name: z.string().min(1).max(limits.name),
      arguments: text,
    }),
    z.looseObject({ type: z.literal('function_call_output'), call_id: id, output: content }),
    /** What a model thought before; other providers cannot read it, so it is left out of what they get. */
    z.looseObject({ type: z.literal('reasoning'), id: id.nullish() }),
  ]),
  /** A message may leave its type out. */
  Message.omit({ type: true }).extend({ type: z.never().optional() }),
]);
export type ResponseInputItem = z.infer<typeof ResponseInputItem>;

export const ResponseOutputText = z.looseObject({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(z.looseObject({ type: z.string() })),
  logprobs: z.array(z.unknown()),
});
export const ResponseOutputPart = z.discriminatedUnion('type', [
  ResponseOutputText,
  z.looseObject({ type: z.literal('refusal'), refusal: z.string() }),
]);
export type ResponseOutputPart = z.infer<typeof ResponseOutputPart>;

/** An item of the answer. */
export const ResponseOutputItem = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('message'),
    id: z.string(),
    status,
    role: z.literal('assistant'),
    content: z.array(ResponseOutputPart),
  }),
  z.looseObject({
    type: z.literal('function_call'),
    id: z.string(),
    status,
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
]);
export type ResponseOutputItem = z.infer<typeof ResponseOutputItem>;
