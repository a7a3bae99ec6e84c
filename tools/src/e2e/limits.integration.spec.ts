import type { Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario, ScriptedStep } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const caps = { all: 8, http_get: 5 };

/** So many calls of the executor and so many of the retriever at the same time, and the judge. */
const mixed = (tools: number, searches: number): Scenario => {
  const steps = (arm: 'executor-arm' | 'retriever-arm', count: number): ScriptedStep[] =>
    Array.from({ length: count }, (_, n) => ({ id: `${arm}-${n}`, arm, delayMs: 100 }));
  const work = [...steps('executor-arm', tools), ...steps('retriever-arm', searches)];
  return [...work, { id: 'verify', arm: 'judge-arm', after: work.map(({ id }) => id) }];
};

let stack: EngineStack;
let client: PatientClient;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios: { mixed: mixed(8, 6) },
    redis: true,
    environment: {
      ORCHESTRATOR_MAX_CALLS: String(caps.all),
      ORCHESTRATOR_TOOL_LIMITS: `http_get=${caps.http_get}`,
    },
  });
  client = new PatientClient(stack, new Api(stack), 90_000);
});
afterAll(() => stack?.stop());

describe('limits', () => {
  it('in-flight calls seen by the server never exceed the global or the per-type cap, across two replicas', async () => {
    const most = { all: 0, http_get: 0 };
    const replicas = new Set<unknown>();
    const end = stack.observe((replica, moment, call) => {
      if (moment !== 'started' || call.action === 'plan') return;
      replicas.add(replica);
      const running = stack.replicas.flatMap(({ arms }) => [...arms.calls.running]);
      const steps = running.filter(({ action }) => action !== 'plan');
      const tools = steps.filter(({ action }) => action === 'execute');
      most.all = Math.max(most.all, steps.length);
      most.http_get = Math.max(most.http_get, tools.length);
    });
    const ids = await Promise.all(Array.from({ length: 8 }, () => client.submit('mixed work')));
    const tasks: Task[] = await Promise.all(ids.map((id) => client.ended(id)));
    end();
    expect(tasks.map(({ status }) => status)).toEqual(ids.map(() => 'succeeded'));
    expect(replicas.size).toBe(2);
    expect(most.http_get).toBe(caps.http_get);
    expect(most.all).toBe(caps.all);
  });
});
