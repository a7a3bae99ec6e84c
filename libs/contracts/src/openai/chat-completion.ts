import { z } from 'zod';
import { ChatToolCall } from './chat-message.ts';

const count = z.int().min(0);

/** Tokens of a call. The details are parts of the totals, not added to them. */
export const CompletionUsage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count.nullish() }).nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: count.nullish() }).nullish(),
});
export type CompletionUsage = z.infer<typeof CompletionUsage>;

/** Why the model stopped: `stop`, `length`, `tool_calls`, `content_filter`; other providers have words of their own. */
const FinishReason = z.string();
const Logprobs = z.looseObject({}).nullish();

export const ChatCompletionMessage = z.looseObject({
  role: z.literal('assistant'),
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(ChatToolCall).nullish(),
});
export type ChatCompletionMessage = z.infer<typeof ChatCompletionMessage>;

export const ChatCompletionChoice = z.looseObject({
  index: count,
  message: ChatCompletionMessage,
  finish_reason: FinishReason.nullable(),
  logprobs: Logprobs,
});
export type ChatCompletionChoice = z.infer<typeof ChatCompletionChoice>;

/** A whole answer (https://platform.openai.com/docs/api-reference/chat/object). */
export const ChatCompletion = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion'),
  /** Seconds since 1970. */
  created: count,
  model: z.string(),
  choices: z.array(ChatCompletionChoice),
  usage: CompletionUsage,
});
export type ChatCompletion = z.infer<typeof ChatCompletion>;

/** A piece of a tool call: the first of an index brings its id and name, all bring a part of the arguments. */
export const ChatToolCallDelta = z.looseObject({
  index: count,
  id: z.string().nullish(),
  type: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
  custom: z.looseObject({ name: z.string().nullish(), input: z.string().nullish() }).nullish(),
});

export const ChatCompletionDelta = z.looseObject({
  role: z.string().nullish(),
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(ChatToolCallDelta).nullish(),
});

export const ChatCompletionChunkChoice = z.looseObject({
  index: count,
  delta: ChatCompletionDelta,
  finish_reason: FinishReason.nullish(),
  logprobs: Logprobs,
});

/**
 * A piece of a streamed answer (https://platform.openai.com/docs/api-reference/chat-streaming/streaming). With
 * `stream_options.include_usage` the last one has no choices and all of the usage.
 */
export const ChatCompletionChunk = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  created: count,
  model: z.string(),
  choices: z.array(ChatCompletionChunkChoice),
  usage: CompletionUsage.nullish(),
});
export type ChatCompletionChunk = z.infer<typeof ChatCompletionChunk>;
