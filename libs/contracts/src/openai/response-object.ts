import { z } from 'zod';
import { ResponseOutputItem } from './response-item.ts';
import { ResponseTextFormat, ResponseTool, ResponseToolChoice } from './response-tool.ts';

const count = z.int().min(0);

export const ResponseUsage = z.looseObject({
  input_tokens: count,
  input_tokens_details: z.looseObject({ cached_tokens: count }),
  output_tokens: count,
  output_tokens_details: z.looseObject({ reasoning_tokens: count }),
  total_tokens: count,
});
export type ResponseUsage = z.infer<typeof ResponseUsage>;

/** A response with every field that Open Responses requires of it. */
export const ResponseObject = z.looseObject({
  id: z.string(),
  object: z.literal('response'),
  /** Seconds since 1970, like `completed_at`. */
  created_at: count,
  completed_at: count.nullable(),
  status: z.enum(['in_progress', 'completed', 'incomplete', 'failed']),
  incomplete_details: z.looseObject({ reason: z.enum(['max_output_tokens', 'content_filter']) }).nullable(),
  error: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  model: z.string(),
  instructions: z.string().nullable(),
  output: z.array(ResponseOutputItem),
  usage: ResponseUsage.nullable(),
  tools: z.array(ResponseTool),
  tool_choice: ResponseToolChoice,
  parallel_tool_calls: z.boolean(),
  text: z.looseObject({ format: ResponseTextFormat }),
  reasoning: z.looseObject({}).nullable(),
  temperature: z.number(),
  top_p: z.number(),
  presence_penalty: z.number(),
  frequency_penalty: z.number(),
  top_logprobs: count,
  max_output_tokens: count.nullable(),
  max_tool_calls: count.nullable(),
  truncation: z.enum(['auto', 'disabled']),
  metadata: z.record(z.string(), z.string()),
  service_tier: z.string(),
  user: z.string().nullable(),
  safety_identifier: z.string().nullable(),
  prompt_cache_key: z.string().nullable(),
  /** Nothing is ever stored, so these three are always the same. */
  store: z.literal(false),
  background: z.literal(false),
  previous_response_id: z.null(),
});
export type ResponseObject = z.infer<typeof ResponseObject>;
