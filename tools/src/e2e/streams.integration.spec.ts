import type { Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios: { held: single({ held: true }) }, replicas: 1 });
  api = new Api(stack);
});
afterAll(() => stack?.stop());

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
