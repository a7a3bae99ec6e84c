import { z } from 'zod';
import { OpenAiMetadata } from './chat-completion-request.ts';
import { openAiLimits as limits } from './limits.ts';
import { ResponseInputItem } from './response-item.ts';
import { ResponseTextFormat, ResponseTool, ResponseToolChoice } from './response-tool.ts';

const notStored = z
  .null({ error: 'is not supported: responses are not stored, so send the earlier items in input' })
  .optional();

/**
 * The body of `POST /v1/responses` (Open Responses, https://www.openresponses.org/reference).
 *
 * Nothing is stored. What refers to something stored (`previous_response_id`, `conversation`, `prompt`) and
 * `background` are refused; `store: true` is taken, because clients send it by default, and the answer says
 * `store: false`. Fields that are not listed are kept.
 */
export const ResponsesRequest = z.looseObject({
  model: z.string().min(1).max(limits.name),
  input: z.union([
    z.string().min(1).max(limits.text),
    z.array(ResponseInputItem).min(1).max(limits.messages),
  ]),
  instructions: z.string().max(limits.text).nullish(),
  stream: z.boolean().nullish(),
  tools: z.array(ResponseTool).max(limits.tools).nullish(),
  tool_choice: ResponseToolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z
    .looseObject({ format: ResponseTextFormat.nullish(), verbosity: z.string().max(32).nullish() })
    .nullish(),
  max_output_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  reasoning: z.looseObject({ effort: z.string().max(32).nullish() }).nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  user: z.string().max(512).nullish(),
  safety_identifier: z.string().max(512).nullish(),
  prompt_cache_key: z.string().max(512).nullish(),
  metadata: OpenAiMetadata.nullish(),
  store: z.boolean().nullish(),
  previous_response_id: notStored,
  conversation: notStored,
  prompt: notStored,
  background: z.literal(false, { error: 'is not supported: answers are given at once' }).nullish(),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;
