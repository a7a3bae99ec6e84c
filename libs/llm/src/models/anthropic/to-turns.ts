import type { ChatCompletionRequest, ChatMessage, ChatToolCall } from '@octollm/contracts';
import { readObject } from '../../wire/json.ts';
import { refuseParameter } from '../refuse-parameter.ts';
import { type ContentBlock, contentBlocks, textBlocks } from './content-blocks.ts';

/** A turn of a conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ContentBlock[];
}

/** What the model wrote as arguments need not be JSON, and the API takes an object alone: then the text is kept in one. */
const inputOf = (text: string): Readonly<Record<string, unknown>> =>
  text.trim() === '' ? {} : (readObject(Buffer.from(text)) ?? { INVALID_JSON: text });

const toolUse = (call: ChatToolCall): ContentBlock =>
  call.type === 'function'
    ? { type: 'tool_use', id: call.id, name: call.function.name, input: inputOf(call.function.arguments) }
    : refuseParameter('anthropic', '/messages', 'calls of custom tools');

/** @throws UnsupportedParameterError */
const turnOf = (message: ChatMessage): Turn | undefined => {
  switch (message.role) {
    case 'system':
    case 'developer':
      return undefined;
    case 'user':
      return { role: 'user', content: contentBlocks(message.content) };
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...contentBlocks(message.content),
          ...textBlocks(message.refusal ?? ''),
          ...(message.tool_calls ?? []).map(toolUse),
        ],
      };
    case 'tool': {
      const content = contentBlocks(message.content);
      return {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: message.tool_call_id, content }],
      };
    }
    case 'function':
      return refuseParameter('anthropic', '/messages', 'messages of functions, which tools have replaced');
  }
};

/**
 * The turns of a conversation. Messages of the same side that follow each other are one turn: results of tools must
 * stand together in the turn after their calls. @throws UnsupportedParameterError
 */
export const toTurns = ({ messages }: ChatCompletionRequest): readonly Turn[] => {
  const turns: Turn[] = [];
  for (const message of messages) {
    const turn = turnOf(message);
    if (turn === undefined || turn.content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === turn.role)
      turns[turns.length - 1] = { role: turn.role, content: [...last.content, ...turn.content] };
    else turns.push(turn);
  }
  return turns;
};
