import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressSetting, coderArm, judgeArm, plannerArm, retrieverArm } from '@octollm/catalogue';
import {
  type CoderInput,
  type CoderOutput,
  type JudgeOutput,
  newId,
  type Task,
  type TaskEvent,
  type TaskPlan,
} from '@octollm/contracts';
import { LabelledGoal } from '@octollm/routing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { success } from '../scripted-arms/index.ts';
import { root } from '../workspace/index.ts';
import { Api, bridge } from './fixtures/api.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';
import { WatchedService } from './fixtures/watched-service.ts';

let stack: TestStack;
let api: Api;
const watched = ({ name }: { readonly name: string }): WatchedService =>
  new WatchedService(() => stack.services.get(name)?.url ?? '');
const retriever = watched(retrieverArm);
const planner = watched(plannerArm);
const coder = watched(coderArm);
const judge = watched(judgeArm);
const all = [retriever, planner, coder, judge];

beforeAll(async () => {
  await Promise.all(all.map((service) => service.listen()));
  stack = await startTestStack({
    [addressSetting(retrieverArm.name)]: retriever.url,
    [addressSetting(plannerArm.name)]: planner.url,
    [addressSetting(coderArm.name)]: coder.url,
    [addressSetting(judgeArm.name)]: judge.url,
  });
  api = new Api(stack);
  await api.ingest(bridge, { metadata: { title: 'Halden bridge' } });
  await api.ingest('The Skarv ferry was opened in 1961. A ticket costs 240 kroner.');
  await api.ingest('The Moss tunnel was opened in 2004. It is 1,200 metres long.');
});
afterEach(() => {
  for (const service of all) {
    service.watch = {};
    service.calls.length = 0;
  }
});
afterAll(async () => {
  await stack?.stop();
  await Promise.all(all.map((service) => service.close()));
});

const heldOut = (): LabelledGoal[] =>
  readFileSync(join(root, 'libs', 'routing', 'data', 'held-out.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => LabelledGoal.parse(JSON.parse(line)));

const solve = async (body: object): Promise<Task> => {
  const made = await api.request<Task>('POST', '/api/v1/tasks', { body });
  return api.waitForEnd(made.body.id);
};

const planOf = async (task: Task): Promise<TaskPlan> =>
  (await api.request<TaskPlan>('GET', `/api/v1/tasks/${task.id}/plan`)).body;

const plannedBy = async (task: Task): Promise<TaskEvent['data']> => {
  const events = (await api.events(task.id)).map(({ data }) => data);
  return events.find(({ type }) => type === 'plan.created')?.data ?? {};
};

/** The working steps of a plan: all but the judge's. */
const workers = ({ steps }: TaskPlan): TaskPlan['steps'] => steps.filter(({ arm }) => arm !== 'judge-arm');
/** Steps that wait for nothing run in parallel. */
const inParallel = (plan: TaskPlan): TaskPlan['steps'] =>
  workers(plan).filter(({ depends_on }) => depends_on.length === 0);

describe('complexity routing', () => {
  it('a labelled set is routed >= 90 % right; simple starts one worker, complex several', async () => {
    // Questions and comparisons are what the platform can plan without a model; the whole set is routed in libs/routing.
    const goals = heldOut().filter(
      ({ query_type, constraints, goal }) =>
        constraints === 0 &&
        (query_type === 'question' || query_type === 'comparison') &&
        !/password|DROP TABLE|Ignore/.test(goal),
    );
    let right = 0;
    for (const { goal, query_type, complexity, direct } of goals) {
      const task = await solve({ goal });
      if (task.status !== 'succeeded') continue;
      const plan = await planOf(task);
      const made = await plannedBy(task);
      const isRight =
        made.query_type === query_type && (made.planner === 'direct') === direct
          ? complexity === 'simple'
            ? workers(plan).length === 1 && inParallel(plan).length === 1
            : made.planner === 'planner-arm'
          : false;
      right += isRight ? 1 : 0;
    }
    expect(goals.length).toBeGreaterThanOrEqual(40);
    expect(right / goals.length).toBeGreaterThanOrEqual(0.9);

    const simple = await planOf(await solve({ goal: 'When was the Halden bridge opened?' }));
    expect(workers(simple).map(({ action }) => action)).toEqual(['ask']);
    const complex = await planOf(
      await solve({ goal: 'Compare the Halden bridge, the Skarv ferry and the Moss tunnel by year.' }),
    );
    expect(inParallel(complex).map(({ action }) => action)).toEqual(['search', 'search', 'search']);
  }, 300_000);
});

describe('per-entity parallelism', () => {
  it('three entities take < 0.7x the sequential time, with equal shares: the retriever sees three searches at once', async () => {
    let waiting = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const allThere = new Promise<void>((resolve) => {
      release = resolve;
    });
    // No search is answered before all three are there: one after the other they would never end.
    retriever.watch = {
      before: async (path) => {
        if (path !== '/search') return;
        waiting += 1;
        most = Math.max(most, waiting);
        if (waiting === 3) release();
        await allThere;
        waiting -= 1;
      },
    };
    const entities = ['Halden bridge', 'Skarv ferry', 'Moss tunnel'];
    const { body } = await api.request<{ answer: string; task_id: string }>(
      'POST',
      '/api/v2/query-multi-agent',
      { body: { query: 'When was it opened?', user_id: 'jo', entities } },
    );
    expect(most).toBe(3);
    const searches = retriever.calls.filter(({ path }) => path === '/search');
    const inputs = searches.map(({ request }) => request.input as { query: string; limit: number });
    expect(inputs.map(({ query }) => query).toSorted()).toEqual(
      entities.map((name) => `${name} When was it opened?`).toSorted(),
    );
    expect(new Set(inputs.map(({ limit }) => limit)).size).toBe(1);
    const task = await api.request<Task>('GET', `/api/v1/tasks/${body.task_id}`);
    expect(task.body.status).toBe('succeeded');
  });
});

describe('the graph of a task', () => {
  it('a failed worker yields a partial answer that names it', async () => {
    retriever.watch = {
      fails: (path, { input }) => path === '/search' && (input as { query: string }).query.includes('Skarv'),
    };
    const task = await solve({
      goal: 'When was the Halden bridge opened? What does a ticket for the Skarv ferry cost?',
      budget: { max_retries: 0 },
    });
    expect(task.status).toBe('succeeded');
    expect(task.result?.output).toMatch(/1938/);
    expect(task.result?.degraded).toBe(true);
    expect(task.result?.degraded_reasons.join('\n')).toMatch(/Step search_2 failed/);
  });

  it('several proposals are aggregated into one answer when the priority is high', async () => {
    const task = await solve({ goal: 'When was the Halden bridge opened?', priority: 'high' });
    expect(task.result?.output).toMatch(/1938/);
    expect(task.result?.degraded).toBe(false);
    const { steps } = await planOf(task);
    const proposals = steps.filter(({ action }) => action === 'ask');
    expect(proposals.map(({ input }) => input.method)).toEqual(['hybrid', 'keyword', 'vector']);
    expect(steps.find(({ id }) => id === 'answer')).toMatchObject({
      arm: 'orchestrator',
      action: 'aggregate',
      status: 'succeeded',
    });
  });
});

describe('what tasks leave to later ones', () => {
  const code = 'def sort(numbers): return sorted(numbers)';
  const written: CoderOutput = {
    language: 'python',
    code,
    explanation: '',
    findings: [],
    outline: [],
    run: null,
  };

  const accepted: JudgeOutput = {
    valid: true,
    confidence: 1,
    quality_score: 1,
    scores: { factual: 1, citation: 1, completeness: 1, source: 1, tool_efficiency: 1, response: 1 },
    issues: [],
    passed_criteria: [],
    failed_criteria: [],
  };

  /** A plan that has code written and verified. */
  const planFor = (instruction: string): object => {
    const step = { acceptance_criteria: [], risk: 'low', estimated_tokens: 0, estimated_seconds: 1 };
    const run = {
      timeout_seconds: 30,
      retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
      idempotent: true,
    };
    const answer = {
      output: '{{steps.write.output.code}}',
      answerable: true,
      confidence: 1,
      citations: [],
      artifacts: [],
    };
    return {
      plan: {
        id: newId(),
        steps: [
          {
            id: 'write',
            arm: 'coder-arm',
            action: 'code',
            input: { operation: 'generate', language: 'python', instruction },
            depends_on: [],
            ...step,
            ...run,
          },
          {
            id: 'verify',
            arm: 'judge-arm',
            action: 'validate',
            input: { goal: instruction, answer, passages: [], acceptance_criteria: [] },
            depends_on: ['write'],
            ...step,
            ...run,
          },
        ],
        rationale: 'It is about code.',
        confidence: 1,
      },
      query_type: 'code',
      complexity: 0.5,
    };
  };

  const solveWithCode = async (instruction: string): Promise<Task> => {
    planner.watch = { answers: () => success(plannerArm.name, planFor(instruction)) };
    coder.watch = { answers: () => success(coderArm.name, written) };
    judge.watch = { answers: () => success(judgeArm.name, accepted) };
    const task = await solve({ goal: instruction, required_capabilities: ['code'] });
    await expect
      .poll(() =>
        retriever.calls.filter(({ request }) => request.task_id === task.id).map(({ path }) => path),
      )
      .toEqual(['/solutions', '/remember', '/keep']);
    return task;
  };

  it('the code that solved one is before the coder when it is asked for something alike', async () => {
    const first = await solveWithCode('Write a function that sorts numbers with quicksort.');
    expect(first).toMatchObject({ status: 'succeeded', result: { output: code, degraded: false } });
    await solveWithCode('Write a function that sorts numbers using quicksort.');
    const inputs = coder.calls.map(({ request }) => request.input as CoderInput);
    expect(inputs.map(({ memories }) => memories)).toEqual([
      undefined,
      [
        {
          instruction: 'Write a function that sorts numbers with quicksort.',
          code,
          language: 'python',
          score: expect.closeTo(0.913, 3),
        },
      ],
    ]);
  });

  it('a task succeeds although nothing can be remembered', async () => {
    retriever.watch = { fails: () => true };
    const task = await solveWithCode('Write a function that parses dates.');
    expect(task).toMatchObject({ status: 'succeeded', result: { degraded: false } });
    expect(coder.calls.at(-1)?.request.input).not.toHaveProperty('memories');
  });
});
