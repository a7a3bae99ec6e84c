import type { ChatCompletion, ChatCompletionRequest } from '@octollm/contracts';
import { isObject, type JsonObject, malformed, readObject } from '../../wire/json.ts';
import type { ChatResult } from '../model-provider.ts';
import { wholeAnswer } from '../whole-answer.ts';
import { toUsage } from './read-usage.ts';
import { refusalText, toFinishReason } from './stop-reason.ts';

type Message = ChatCompletion['choices'][number]['message'];

const textOf = (blocks: readonly JsonObject[]): string =>
  blocks.flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : [])).join('');

const callsOf = (blocks: readonly JsonObject[]): NonNullable<Message['tool_calls']> =>
  blocks.flatMap(({ type, id, name, input }) =>
    type === 'tool_use' && typeof id === 'string' && typeof name === 'string'
      ? [{ id, type: 'function' as const, function: { name, arguments: JSON.stringify(input ?? {}) } }]
      : [],
  );

/** Reads a message of the Messages API as a chat completion. @throws ProviderError when it is none */
export const readMessage = (provider: string, json: Buffer, request: ChatCompletionRequest): ChatResult => {
  const value = readObject(json);
  const blocks: unknown = value?.content;
  if (value === undefined || !Array.isArray(blocks) || !blocks.every(isObject))
    throw malformed(provider, 'a message');
  const text = textOf(blocks);
  const calls = callsOf(blocks);
  const reason = toFinishReason(value.stop_reason);
  return wholeAnswer(request, {
    id: value.id,
    model: value.model,
    message: {
      role: 'assistant',
      content: text === '' && (calls.length > 0 || reason === 'content_filter') ? null : text,
      refusal: reason === 'content_filter' ? refusalText : null,
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
    finishReason: reason,
    usage: isObject(value.usage) ? toUsage(value.usage) : undefined,
  });
};
