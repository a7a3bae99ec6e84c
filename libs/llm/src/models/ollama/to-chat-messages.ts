import type { ChatCompletionRequest, ChatContentPart, ChatMessage, ChatToolCall } from '@octollm/contracts';
import { readObject } from '../../wire/json.ts';
import { base64Of } from '../data-url.ts';
import { refuseParameter } from '../refuse-parameter.ts';

type Content = string | readonly ChatContentPart[] | null | undefined;

const textOf = (content: Content): string => {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  return content
    .flatMap((part) => {
      if (part.type === 'text') return [part.text];
      return part.type === 'refusal' ? [part.refusal] : [];
    })
    .join('\n');
};

/** @throws UnsupportedParameterError for images elsewhere: the server fetches none; and for sounds and files */
const imagesOf = (content: Content): { readonly images?: readonly string[] } => {
  if (content === null || content === undefined || typeof content === 'string') return {};
  const images = content.flatMap((part) => {
    if (part.type === 'text' || part.type === 'refusal') return [];
    const data = part.type === 'image_url' ? base64Of(part.image_url.url) : undefined;
    return [data?.base64 ?? refuseParameter('ollama', '/messages', 'media other than images in base64')];
  });
  return images.length === 0 ? {} : { images };
};

const callOf = (call: ChatToolCall): object => {
  if (call.type !== 'function') return refuseParameter('ollama', '/messages', 'calls of custom tools');
  const { name, arguments: text } = call.function;
  // Arguments are an object here; what is not JSON is kept in one.
  const values = text.trim() === '' ? {} : (readObject(Buffer.from(text)) ?? { INVALID_JSON: text });
  return { id: call.id, function: { name, arguments: values } };
};

/** The names of the tools that were called, by the ids of the calls. */
const namesOf = (messages: readonly ChatMessage[]): ReadonlyMap<string, string> =>
  new Map(
    messages
      .flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []))
      .flatMap((call) => (call.type === 'function' ? [[call.id, call.function.name]] : [])),
  );

/**
 * The messages of a conversation as `POST /api/chat` takes them (https://docs.ollama.com/api/chat).
 * @throws UnsupportedParameterError
 */
export const toChatMessages = ({ messages }: ChatCompletionRequest): readonly object[] => {
  const names = namesOf(messages);
  return messages.map((message) => {
    switch (message.role) {
      case 'system':
      case 'developer':
        return { role: 'system', content: textOf(message.content) };
      case 'user':
        return { role: 'user', content: textOf(message.content), ...imagesOf(message.content) };
      case 'assistant': {
        const calls = message.tool_calls ?? [];
        return {
          role: 'assistant',
          content: textOf(message.content) + (message.refusal ?? ''),
          ...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }),
        };
      }
      case 'tool':
        return {
          role: 'tool',
          content: textOf(message.content),
          tool_name: names.get(message.tool_call_id) ?? '',
          tool_call_id: message.tool_call_id,
        };
      case 'function':
        return refuseParameter('ollama', '/messages', 'messages of functions, which tools have replaced');
    }
  });
};
