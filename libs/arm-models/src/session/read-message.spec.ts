import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { readMessage, StreamedMessage } from './read-message.ts';

type Delta = ChatCompletionChunk['choices'][number]['delta'];
const head = { id: 'a', created: 0, model: 'm' };

const wholly = (message: object, finish_reason: string) =>
  readMessage({ ...head, choices: [{ index: 0, message, finish_reason }] } as unknown as ChatCompletion);

const inPieces = (deltas: readonly Delta[], finish_reason: string) => {
  const message = new StreamedMessage();
  const chunk = (choice: object) =>
    message.add({ ...head, choices: [{ index: 0, ...choice }] } as unknown as ChatCompletionChunk);
  for (const delta of deltas) chunk({ delta, finish_reason: null });
  chunk({ delta: {}, finish_reason });
  message.add({ ...head, choices: [] } as unknown as ChatCompletionChunk);
  return message.message;
};

const call = { index: 0, id: 'c', type: 'function' as const, function: { name: 'browse', arguments: '' } };
const rest = { index: 0, function: { arguments: '{}' } };

describe('an answer, whole or in pieces', () => {
  it.each<[string, object, readonly Delta[], string, object]>([
    ['is a text', { content: '412 m' }, [{ content: '412' }, { content: ' m' }], 'stop', { text: '412 m' }],
    ['is cut off', { content: '412' }, [{ content: '412' }], 'length', { text: '412', truncated: true }],
    ['is empty', { content: null }, [{ content: '' }], 'stop', { fault: 'It is empty.' }],
    ['is only thought', { content: '' }, [], 'length', { fault: undefined, truncated: true }],
    ['is filtered', { content: 'No' }, [{ content: 'No' }], 'content_filter', { isRefused: true }],
    [
      'is declined',
      { refusal: 'I will not.' },
      [{ refusal: 'I will' }, { refusal: ' not.' }],
      'stop',
      { isRefused: true },
    ],
    [
      'calls a tool',
      { content: 'I look.', tool_calls: [{ ...call, function: { name: 'browse', arguments: '{}' } }] },
      [{ content: 'I look.' }, { tool_calls: [call] }, { tool_calls: [rest] }],
      'tool_calls',
      { fault: expect.stringContaining('the tool "browse", which does not exist') as string },
    ],
  ])('that %s is read alike', (_, message, deltas, finish, expected) => {
    expect(wholly(message, finish)).toMatchObject(expected);
    expect(inPieces(deltas, finish)).toEqual(wholly(message, finish));
  });
});
