import type { ChatMessage, ResponseInputItem, ResponsesRequest } from '@octollm/contracts';
import { textContentOf, userContentOf } from './chat-content.ts';

type Item<Type extends string> = Extract<ResponseInputItem, { type: Type }>;
type AssistantMessage = Extract<ChatMessage, { role: 'assistant' }>;

const messageOf = (item: Pick<Item<'message'>, 'role' | 'content'>, pointer: string): ChatMessage => {
  const at = `${pointer}/content`;
  if (item.role === 'user') return { role: 'user', content: userContentOf(item.content, at) };
  return { role: item.role, content: textContentOf(item.content, at) };
};

/** Calls that follow each other, and what was said before them, are one message of the assistant. */
const addCall = (
  messages: ChatMessage[],
  { call_id: id, name, arguments: args }: Item<'function_call'>,
): void => {
  const call = { type: 'function', id, function: { name, arguments: args } } as const;
  const last = messages.at(-1);
  if (last?.role !== 'assistant') {
    messages.push({ role: 'assistant', content: null, tool_calls: [call] });
    return;
  }
  const merged: AssistantMessage = { ...last, tool_calls: [...(last.tool_calls ?? []), call] };
  messages[messages.length - 1] = merged;
};

const addItem = (messages: ChatMessage[], item: ResponseInputItem, pointer: string): void => {
  switch (item.type) {
    case 'function_call':
      return addCall(messages, item);
    case 'function_call_output':
      messages.push({
        role: 'tool',
        tool_call_id: item.call_id,
        content: textContentOf(item.output, `${pointer}/output`),
      });
      return;
    case 'reasoning':
      return;
    case 'message':
    case undefined:
      messages.push(messageOf(item, pointer));
  }
};

/** What a request says so far, as the messages of a chat. @throws UnsupportedParameterError */
export const messagesOf = ({ instructions, input }: ResponsesRequest): ChatMessage[] => {
  const messages: ChatMessage[] = instructions ? [{ role: 'system', content: instructions }] : [];
  if (typeof input === 'string') messages.push({ role: 'user', content: input });
  else for (const [index, item] of input.entries()) addItem(messages, item, `/input/${index}`);
  return messages;
};
