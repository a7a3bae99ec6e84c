import { once } from 'node:events';
import { connect } from 'node:net';
import type { Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fan } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  const scenarios = { held: fan(4, { held: true }) };
  const environment = { ORCHESTRATOR_MAX_CALLS: '2' };
  stack = await EngineStack.start({ scenarios, environment, replicas: 1, redis: true });
  api = new Api(stack);
});
afterAll(() => stack?.stop());

/** What Redis answers to a command (https://redis.io/docs/latest/develop/reference/protocol-spec/#inline-commands). */
const askRedis = async (command: string): Promise<string> => {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(stack.redis?.url ?? '').port) });
  socket.write(`${command}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString().trim();
};

const stopped = (): Promise<string> => askRedis('XLEN octollm:tokens:denied');

describe('the tokens of calls', () => {
  it('are stopped for everybody when their task is cancelled', async () => {
    const { body } = await api.request<Task>('POST', '/api/v1/tasks', { body: { goal: 'held task' } });
    const running = () =>
      stack.callsOf(body.id).filter(({ arm, outcome }) => arm === 'executor-arm' && outcome === 'running')
        .length;
    await expect.poll(running, { timeout: 20_000 }).toBe(2);
    expect(await stopped()).toBe(':0');
    await api.request('DELETE', `/api/v1/tasks/${body.id}`);
    await expect.poll(stopped, { timeout: 20_000 }).toBe(':2');
  });
});
