import { z } from 'zod';
import { ChatMessage } from './chat-message.ts';
import { ChatResponseFormat, ChatTool, ChatToolChoice } from './chat-tool.ts';
import { openAiLimits as limits } from './limits.ts';

/** OpenAI's own limits: 16 pairs of 64 and 512 characters. */
export const OpenAiMetadata = z
  .record(z.string().min(1).max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, { error: 'holds more than 16 pairs' })
  .meta({ maxProperties: 16 });

const tokens = z.int().min(1).nullish();
const penalty = z.number().min(-2).max(2).nullish();

/**
 * The body of `POST /v1/chat/completions`
 * (https://platform.openai.com/docs/api-reference/chat/create). Null is taken for "not given", as OpenAI does. Fields
 * that are not listed here are kept and passed on: providers have parameters of their own.
 */
export const ChatCompletionRequest = z.looseObject({
  model: z.string().min(1).max(limits.name),
  messages: z.array(ChatMessage).min(1).max(limits.messages),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_completion_tokens: tokens,
  /** What `max_completion_tokens` was called before; most other providers still call it so. */
  max_tokens: tokens,
  n: z.int().min(1).max(128).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  frequency_penalty: penalty,
  presence_penalty: penalty,
  stop: z.union([z.string().max(1_000), z.array(z.string().max(1_000)).max(16)]).nullish(),
  seed: z.int().nullish(),
  logit_bias: z.record(z.string().max(16), z.number().min(-100).max(100)).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  tools: z.array(ChatTool).max(limits.tools).nullish(),
  tool_choice: ChatToolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: ChatResponseFormat.nullish(),
  /** The levels differ from model to model, so any word is passed on. */
  reasoning_effort: z.string().max(32).nullish(),
  user: z.string().max(512).nullish(),
  metadata: OpenAiMetadata.nullish(),
});
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>;
