import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedMetrics } from '@octollm/arm-testing';
import { memoryMetrics } from '@octollm/catalogue';
import { newId, PlannerInput, RetrieverRecallInput, RetrieverRememberInput } from '@octollm/contracts';
import { hashedEmbedding, hashedEmbeddingModel } from '@octollm/llm';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, type Memory, openMemory, SqliteVectorStore } from '@octollm/memory';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import { Shutdown } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArmCallOptions, type ArmReply, unanswered } from '../arms/arm-client.ts';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { answerOf } from '../arms/fixtures/scripted-arm.ts';
import type { TaskBudgets } from '../budget/task-budgets.ts';
import { MemoryClient } from '../memory/memory-client.ts';
import { MemoryObserver } from '../memory/memory-observer.ts';
import { SimilarTasks } from '../memory/similar-tasks.ts';
import { TaskMemory } from '../memory/task-memory.ts';
import { directPlan } from './direct-plan.ts';
import { answerSaying, arms, claimedTask, verdict } from './fixtures/planned-task.ts';
import { Planner } from './planner.ts';

/* Over a real PostgreSQL, with the diodes of memory before it; the retriever and the planner are played. */
const folder = mkdtempSync(join(tmpdir(), 'octollm-planner-'));
let postgres: TestPostgres;
let database: Database;
let vectors: SqliteVectorStore;
let memory: Memory;

beforeAll(async () => {
  postgres = await startTestPostgres();
  database = await Database.open({
    url: await postgres.createDatabase(),
    poolSize: 4,
    applicationName: 'test',
  });
  await database.migrate();
  vectors = SqliteVectorStore.open(join(folder, 'vectors.sqlite'));
  memory = openMemory({
    database,
    vectors,
    embeddings: {
      model: hashedEmbeddingModel,
      embed: async (_tenantId, texts) => texts.map((text) => hashedEmbedding(text)),
    },
    redact: (text) => text,
    limiter: new LocalAdmissionLimiter(),
  });
});
afterAll(async () => {
  await vectors.close();
  await database.close();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** What the retriever does for a call, with the claims that its token has. */
const retriever = async ({ tenantId, taskId, stepId, action, memory: right, input }: ArmCallOptions) => {
  const claims = {
    tenant_id: tenantId,
    task_id: taskId,
    step_id: stepId,
    actions: [action, String(right?.allows)],
    jti: newId(),
  };
  const capability = { arm: String(right?.onBehalfOf).replace('-arm', ''), claims };
  if (action === 'remember') {
    const { id, version } = await memory.remember(tenantId, capability, RetrieverRememberInput.parse(input));
    return { id, version };
  }
  const found = await memory.recall(tenantId, capability, RetrieverRecallInput.parse(input));
  return {
    memories: found.map(({ entity: { id, type, name, properties, version, updatedAt }, score }) => ({
      id,
      type,
      name,
      properties,
      version,
      updated_at: updatedAt.toISOString(),
      score,
    })),
  };
};

interface Setting {
  readonly asksModels?: boolean;
  /** @default the memory */
  readonly answer?: (call: ArmCallOptions) => Promise<ArmReply>;
}

/** A planner whose inputs are kept, and the way to have a task remembered. */
const setUp = ({ asksModels = true, answer }: Setting = {}) => {
  const inputs: PlannerInput[] = [];
  const asked: string[] = [];
  const registry = {
    plannable: arms,
    asksModels: () => asksModels,
    call: async (arm: string, call: ArmCallOptions): Promise<ArmReply> => {
      if (arm === 'retriever-arm') {
        asked.push(call.action);
        return answer?.(call) ?? answerOf(arm, { output: await retriever(call) });
      }
      const input = PlannerInput.parse(call.input);
      inputs.push(input);
      const plan = directPlan(claimedTask({ goal: input.goal }).request);
      return answerOf(arm, { output: { plan, query_type: 'comparison', complexity: 0.5 } });
    },
  } as unknown as ArmRegistry;
  const recorded = new RecordedMetrics(memoryMetrics);
  const observer = new MemoryObserver(recorded.metrics, pino({ level: 'silent' }));
  const client = new MemoryClient(registry, observer);
  const budgets = {
    of: () => ({
      within: (_asking: unknown, _signal: AbortSignal, work: (allowance: object) => unknown) =>
        work({ max_tokens: 1_000, max_cost_usd: 1 }),
    }),
  } as unknown as TaskBudgets;
  const planner = new Planner(registry, budgets, new SimilarTasks(client));

  const plan = async (
    tenantId: string,
    goal: string,
    more: object = {},
  ): Promise<PlannerInput | undefined> => {
    const claimed = claimedTask({ goal });
    const { budget } = claimed.request;
    const limits = { deadline: new Date(Date.now() + 60_000), signal: new AbortController().signal };
    await planner.ask(
      { ...claimed, lease: { ...claimed.lease, tenantId }, request: { ...claimed.request, ...more } },
      { stepId: 'plan', budget },
      limits,
    );
    return inputs.at(-1);
  };

  const ended = async (tenantId: string, goal: string, session_id: string | null = null): Promise<void> => {
    const { task } = claimedTask({ goal });
    const result = {
      ...answerSaying(`Done: ${goal}`),
      validation: verdict({ quality_score: 0.9 }),
      degraded: false,
      degraded_reasons: [],
    };
    const get = async () => ({ ...task, status: 'succeeded' as const, session_id, result });
    const tasks = new TaskMemory({ get }, client, observer, new Shutdown());
    const solution = { stepId: 'write', language: 'python', instruction: goal, code: 'pass' };
    const counted = asked.length;
    tasks.ended({ tenantId, taskId: task.id }, { arms: ['coder-arm'], solutions: [solution] });
    await tasks.beforeApplicationShutdown();
    asked.splice(counted);
  };
  return { plan, ended, asked, counted: () => recorded.read('memory_operations_total') };
};

const first = 'Compare the Halden bridge with the Moss tunnel by cost.';
const second = 'Compare the Halden bridge and the Moss tunnel by cost and by length.';

describe('the planner', () => {
  it('is told of the tenant’s earlier tasks that were like this one, and of no other tenant’s', async () => {
    const [tenant, other] = [newId(), newId()];
    const { plan, ended } = setUp();
    expect(await plan(tenant, second)).not.toHaveProperty('memories');
    await ended(tenant, first);
    expect((await plan(tenant, second))?.memories).toEqual([
      {
        goal: first,
        outcome: 'succeeded',
        summary: `Done: ${first}`,
        arms: ['coder-arm'],
        quality_score: 0.9,
      },
    ]);
    expect(await plan(other, second)).not.toHaveProperty('memories');
    expect(await plan(tenant, 'Summarise the minutes of the harbour board.')).not.toHaveProperty('memories');
  });

  it('is told of the tasks of the same session first', async () => {
    const [tenant, session_id] = [newId(), newId()];
    const { plan, ended } = setUp();
    await ended(tenant, first, session_id);
    await ended(tenant, second);
    const goals = async (more?: object) =>
      (await plan(tenant, second, more))?.memories?.map(({ goal }) => goal);
    expect(await goals()).toEqual([second, first]);
    expect(await goals({ session_id })).toEqual([first, second]);
  });

  it.each<[string, Setting, string]>([
    ['no model is there', { asksModels: false }, second],
    ['rules plan the goal', {}, 'Write a Python function that adds two numbers.'],
  ])('does not wait for memory where %s', async (_what, setting, goal) => {
    const { plan, asked } = setUp(setting);
    expect(await plan(newId(), goal)).not.toHaveProperty('memories');
    expect(asked).toEqual([]);
  });

  const away = unanswered({ code: 'away', category: 'unavailable', message: 'Away.', retryable: true });

  it.each<[string, NonNullable<Setting['answer']>]>([
    ['is away', async () => away],
    ['answers something else', async () => answerOf('retriever-arm', { output: { wind: 7 } })],
  ])('plans without memory when it %s, which is counted', async (_what, answer) => {
    const { plan, asked, counted } = setUp({ answer });
    expect(await plan(newId(), second)).not.toHaveProperty('memories');
    expect([asked, await counted()]).toEqual([['recall'], { 'recall failed': 1 }]);
  });
});
