import { randomUUID } from 'node:crypto';
import type { ChatCompletionRequest, ChatToolCall } from '@octollm/contracts';
import { isObject, type JsonObject, malformed, readObject } from '../../wire/json.ts';
import type { ChatResult } from '../model-provider.ts';
import { wholeAnswer } from '../whole-answer.ts';
import { errorWithin } from './read-error.ts';

/** A call of a tool, which comes whole. Older servers give it no id. */
const callOf = (call: unknown): ChatToolCall[] => {
  if (!isObject(call) || !isObject(call.function) || typeof call.function.name !== 'string') return [];
  const { name, arguments: values } = call.function;
  const id =
    typeof call.id === 'string' && call.id !== '' ? call.id : `call_${randomUUID().replaceAll('-', '')}`;
  return [{ id, type: 'function', function: { name, arguments: JSON.stringify(values ?? {}) } }];
};

export const callsOf = (message: JsonObject): readonly ChatToolCall[] =>
  Array.isArray(message.tool_calls) ? message.tool_calls.flatMap(callOf) : [];

/**
 * Why the model stopped, in OpenAI's words.
 * @param hasCalled whether it has called a tool, which the server calls a stop
 */
export const toFinishReason = (reason: unknown, hasCalled: boolean): string => {
  if (reason === 'length') return 'length';
  return hasCalled ? 'tool_calls' : 'stop';
};

/** The report at the end in OpenAI's shape. A prompt that the server has in its cache may be left out of it. */
export const toUsage = ({
  prompt_eval_count: prompt,
  eval_count: completion,
}: JsonObject): JsonObject | undefined =>
  typeof prompt === 'number' && typeof completion === 'number'
    ? { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
    : undefined;

/** Reads an answer of `POST /api/chat` as a chat completion. @throws ProviderError when it is none */
export const readChat = (provider: string, json: Buffer, request: ChatCompletionRequest): ChatResult => {
  const value = readObject(json);
  if (value?.error !== undefined) throw errorWithin(provider, value.error);
  const message = value?.message;
  if (value === undefined || !isObject(message)) throw malformed(provider, 'a chat');
  const calls = callsOf(message);
  const text = typeof message.content === 'string' ? message.content : '';
  return wholeAnswer(request, {
    id: `chatcmpl-${randomUUID()}`,
    model: value.model,
    message: {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      refusal: null,
      ...(calls.length === 0 ? {} : { tool_calls: [...calls] }),
    },
    finishReason: toFinishReason(value.done_reason, calls.length > 0),
    usage: toUsage(value),
  });
};
