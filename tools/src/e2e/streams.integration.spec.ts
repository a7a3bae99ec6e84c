import type { ChatEvent, Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverSentEvents } from '../demo/server-sent-events.ts';
import { single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios: { held: single({ held: true }) }, replicas: 2 });
  api = new Api(stack);
});
afterAll(() => stack?.stop());

describe('a chat', () => {
  it('is told the answer while it is made, whichever replica makes it', async () => {
    const chat = async (n: number): Promise<AsyncGenerator<ChatEvent>> => {
      const response = await fetch(`${stack.gateway}/api/v2/chat/stream`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: `How long is the held bridge ${n}?` }),
      });
      const { body } = response;
      if (body === null) throw new TypeError('There is no body.');
      return (async function* () {
        for await (const { data } of serverSentEvents(body)) yield JSON.parse(data) as ChatEvent;
      })();
    };
    // Each holds a connection, so they are spread over the replicas. Any of these takes their tasks.
    const chats = await Promise.all([1, 2, 3, 4, 5, 6].map(chat));
    const readTo = async (events: AsyncGenerator<ChatEvent>, type: ChatEvent['type']): Promise<string> => {
      let text = '';
      for (let next = await events.next(); next.done !== true; next = await events.next()) {
        if (next.value.type === 'token') text += next.value.text;
        if (next.value.type === 'reset') text += '[reset]';
        if (next.value.type === type) break;
      }
      return text;
    };
    const begun = await Promise.all(chats.map((events) => readTo(events, 'token')));
    expect(new Set(begun)).toEqual(new Set(['The ']));
    for (const { arms } of stack.replicas) arms.release();
    const rest = await Promise.all(chats.map((events) => readTo(events, 'complete')));
    expect(new Set(rest)).toEqual(new Set(['answer is as scripted.']));
    for (const { arms } of stack.replicas) arms.hold();
  });
});

describe('an event stream', () => {
  it('ends when the gateway stops, which does not wait for it', async () => {
    const { body: task } = await api.request<Task>('POST', '/api/v1/tasks', { body: { goal: 'held task' } });
    await expect.poll(() => stack.callsOf(task.id, 'only').length, { timeout: 20_000 }).toBe(1);
    const response = await fetch(`${stack.gateway}/api/v1/tasks/${task.id}/events`, {
      headers: { authorization: `Bearer ${stack.keys.default}` },
    });
    let text = '';
    const read = (async () => {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
    })();
    await expect.poll(() => text, { timeout: 10_000 }).toContain('event: task.queued');
    await stack.gatewayProcess.stop();
    await read;
    expect(text.endsWith('\n\n')).toBe(true);
    expect(text).not.toContain('task.succeeded');
    expect(stack.lines.filter(({ line }) => line.includes('did not end within'))).toEqual([]);
  });
});
