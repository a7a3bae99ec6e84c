import { Answer, newId, type Plan, type PlanStep, type SearchResult } from '@octollm/contracts';
import { type Attempt, runPlan, validatePlan } from '@octollm/engine';
import { describe, expect, it } from 'vitest';
import { answerSaying, arms, stepWith, verdict } from '../execution/fixtures/planned-task.ts';
import { endOf } from '../execution/outcome.ts';
import { executeLocally, isLocal, localArm } from './local-arm.ts';
import { swarmPlan } from './swarm-plan.ts';
import { type SwarmSettings, swarmFor } from './triggers.ts';

const question = 'When was the bridge opened?';

const plan: Plan = {
  id: newId(),
  steps: [
    stepWith({ id: 'search', arm: 'retriever-arm', action: 'search', input: { query: 'bridge', limit: 8 } }),
    stepWith({
      id: 'answer',
      arm: 'retriever-arm',
      action: 'answer',
      input: { question, passages: '{{steps.search.output.results}}' },
    }),
    stepWith({
      id: 'verify',
      arm: 'judge-arm',
      action: 'validate',
      input: {
        goal: question,
        answer: '{{steps.answer.output}}',
        passages: '{{steps.search.output.results}}',
      },
    }),
  ],
  rationale: 'Search.',
  confidence: 1,
};

const three: SwarmSettings = { size: 3, rule: 'weighted' };
const passage = { chunk_id: newId() } as SearchResult;
const everyArm = [...arms, localArm];

const succeeded = (output: unknown): Attempt => ({
  succeeded: true,
  output,
  confidence: 1,
  usage: { prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, llm_calls: 0, tool_calls: 0 },
  provenance: null,
  warnings: [],
});
const away: Attempt = {
  succeeded: false,
  error: { code: 'away', category: 'unavailable', message: 'Away.', retryable: false, retry_after: null },
  usage: { prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, llm_calls: 0, tool_calls: 0 },
  provenance: null,
};

/** Runs a swarm whose proposals answer as they are told, null for one that fails. */
const runSwarm = async (
  settings: SwarmSettings,
  answers: Readonly<Record<string, Answer | null>>,
  used: Plan = plan,
) => {
  const swarm = swarmPlan(used, settings, arms);
  validatePlan(swarm, { arms: everyArm, budget: { max_tokens: 1, max_time_seconds: 60 } });
  const called: string[] = [];
  const judged: unknown[] = [];
  const run = await runPlan({
    plan: swarm,
    history: new Map(),
    maxParallel: 20,
    signal: new AbortController().signal,
    journal: { started: async () => undefined, ended: async () => undefined },
    execute: async ({ step, input }: { step: PlanStep; input: unknown }) => {
      if (isLocal(step)) return executeLocally(step, input);
      called.push(step.id);
      if (step.arm === 'judge-arm') {
        judged.push(input);
        return succeeded(verdict());
      }
      const answer = answers[step.id] ?? null;
      return answer === null ? away : succeeded({ answer, passages: [passage] });
    },
  });
  return { swarm, run, called, judged, end: endOf(swarm, run) };
};

describe('the plan of a swarm', () => {
  it('proposes the answer by each way to search, side by side, and judges what they come to', () => {
    const { steps } = swarmPlan(plan, three, arms);
    expect(steps.map(({ id, arm, action }) => [id, arm, action])).toEqual([
      ['answer-p1', 'retriever-arm', 'ask'],
      ['answer-p2', 'retriever-arm', 'ask'],
      ['answer-first', 'orchestrator', 'aggregate'],
      ['answer-p3', 'retriever-arm', 'ask'],
      ['answer', 'orchestrator', 'aggregate'],
      ['verify', 'judge-arm', 'validate'],
    ]);
    expect(steps.filter(({ action }) => action === 'ask').map(({ input }) => input)).toEqual(
      ['hybrid', 'keyword', 'vector'].map((method) => ({ question, queries: ['bridge'], method, limit: 8 })),
    );
  });

  it('asks different arms when several can do it', () => {
    const more = [...arms, { arm_id: 'archive-arm', capabilities: ['answer'] }];
    const swarm = swarmPlan(plan, { size: 2, rule: 'majority' }, more);
    const proposals = swarm.steps.filter(({ id }) => id.startsWith('answer-p'));
    expect(proposals.map(({ arm, action }) => [arm, action])).toEqual([
      ['retriever-arm', 'ask'],
      ['archive-arm', 'answer'],
    ]);
    expect(swarm.steps.map(({ id }) => id)).toContain('search');
    validatePlan(swarm, { arms: [...more, localArm], budget: { max_tokens: 1, max_time_seconds: 60 } });
  });

  it.each([2, 3, 5, 10])('has %i proposals, each another way, when so many are wanted', (size) => {
    const { steps } = swarmPlan(plan, { size, rule: 'weighted' }, arms);
    const inputs = steps.filter(({ action }) => action === 'ask').map(({ input }) => JSON.stringify(input));
    expect(new Set(inputs).size).toBe(size);
    expect(steps.length).toBeLessThanOrEqual(20);
  });

  it('leaves a plan alone whose answer it does not know or can be made in one way only', () => {
    const composed: Plan = {
      ...plan,
      steps: plan.steps.map((step) =>
        step.id === 'verify' ? { ...step, input: { ...step.input, answer: answerSaying('x') } } : step,
      ),
    };
    expect(swarmPlan(composed, three, arms)).toBe(composed);
    const executing: Plan = {
      ...plan,
      steps: plan.steps.map((step) =>
        step.id === 'answer' ? { ...step, arm: 'executor-arm', action: 'execute', input: {} } : step,
      ),
    };
    expect(swarmPlan(executing, three, arms)).toBe(executing);
  });
});

describe('what a plan does besides answering', () => {
  const notify = stepWith({
    id: 'notify',
    arm: 'executor-arm',
    action: 'execute',
    input: { text: 'It says: {{steps.answer.output.output}}' },
    depends_on: ['answer'],
    idempotent: false,
  });
  const changed = (changes: Readonly<Record<string, Partial<PlanStep>>>, ...more: PlanStep[]): Plan => ({
    ...plan,
    steps: [...plan.steps.map((step) => ({ ...step, ...changes[step.id] })), ...more],
  });
  const stepOf = (swarm: Plan, id: string): PlanStep | undefined =>
    swarm.steps.find((step) => step.id === id);

  it('stays in the plan and reads the aggregate', () => {
    const swarm = swarmPlan(changed({}, notify), three, arms);
    validatePlan(swarm, { arms: everyArm, budget: { max_tokens: 1, max_time_seconds: 60 } });
    expect(stepOf(swarm, 'notify')).toEqual({
      ...notify,
      input: { text: 'It says: {{steps.answer.output.answer.output}}' },
    });
    expect(stepOf(swarm, 'search')).toBeUndefined();
  });

  it('is done, and its failure makes the answer a degraded one', async () => {
    const answers = { 'answer-p1': answerSaying('1938'), 'answer-p2': answerSaying('1938') };
    const { called, end } = await runSwarm({ ...three, size: 2 }, answers, changed({}, notify));
    expect(called).toContain('notify');
    expect(end).toMatchObject({ result: { output: '1938', degraded: true } });
  });

  it('keeps what it reads itself, also of what the answer was made from', () => {
    const log = { ...notify, input: { found: '{{steps.search.output.results}}' }, depends_on: [] };
    expect(stepOf(swarmPlan(changed({}, log), three, arms), 'search')).toEqual(plan.steps[0]);
  });

  it('is waited for by the judge as before, except for searches that are gone', () => {
    const verify = { depends_on: ['answer', 'search', 'notify'], join: 'any' as const };
    const swarm = swarmPlan(changed({ verify }, notify), three, arms);
    expect(stepOf(swarm, 'verify')).toMatchObject({ depends_on: ['answer', 'notify'], join: 'any' });
  });

  it('comes before the proposals if it came before the search or the answer', () => {
    const before = (id: string) => ({ ...notify, id, input: {}, depends_on: [] });
    const used = changed(
      { search: { depends_on: ['ingest'] }, answer: { depends_on: ['search', 'login'] } },
      before('ingest'),
      before('login'),
    );
    const swarm = swarmPlan(used, three, arms);
    const proposals = swarm.steps.filter(({ action }) => action === 'ask');
    expect(proposals.map(({ depends_on }) => depends_on.toSorted())).toEqual(
      Array.from({ length: 3 }, () => ['ingest', 'login']),
    );
    expect(stepOf(swarm, 'ingest')).toBeDefined();
    expect(stepOf(swarm, 'login')).toBeDefined();
  });

  it('leaves the plan as it is when it reads what an aggregate does not have', () => {
    const ask = {
      action: 'ask',
      input: { question, queries: ['bridge'], limit: 8 },
    };
    const verify = { input: { goal: question, answer: '{{steps.answer.output.answer}}' } };
    const reading = (reference: string) =>
      changed({ answer: ask, verify }, { ...notify, input: { text: reference } });
    const wanted = reading('{{steps.answer.output.passages}}{{steps.answer.output.answer.output}}');
    expect(swarmPlan(wanted, three, arms).steps).toContainEqual(wanted.steps.at(-1));
    const other = reading('{{steps.answer.output}}');
    expect(swarmPlan(other, three, arms)).toBe(other);
  });

  it.each([{ idempotent: false }, { risk: 'medium' as const }, { risk: 'high' as const }])(
    'is done once if it is the answering step and %j',
    (answer) => {
      const used = changed({ answer });
      const more = [...arms, { arm_id: 'archive-arm', capabilities: ['answer'] }];
      expect(swarmPlan(used, three, more)).toBe(used);
    },
  );

  it('is judged by its own passages when another arm asks', () => {
    const used = changed({
      answer: { arm: 'archive-arm', action: 'look', input: {} },
      verify: {
        input: {
          goal: question,
          answer: '{{steps.answer.output.answer}}',
          passages: '{{steps.answer.output.passages}}',
        },
      },
    });
    const more = ['archive-arm', 'library-arm'].map((arm_id) => ({ arm_id, capabilities: ['look'] }));
    const swarm = swarmPlan(used, { ...three, size: 2 }, [...arms, ...more]);
    validatePlan(swarm, { arms: [...everyArm, ...more], budget: { max_tokens: 1, max_time_seconds: 60 } });
    expect(stepOf(swarm, 'answer')?.input.proposals).toMatchObject([
      { passages: ['{{steps.answer-p1.output.passages}}'] },
      { passages: ['{{steps.answer-p2.output.passages}}'] },
    ]);
  });
});

describe('a swarm', () => {
  const sure = (output: string) => answerSaying(output, { confidence: 0.95 });

  it('stops early when the first two agree and one is 0.9 sure, and is not degraded for it', async () => {
    const { called, end } = await runSwarm(three, {
      'answer-p1': sure('It was opened in 1938.'),
      'answer-p2': answerSaying('1938 [1]'),
      'answer-p3': null,
    });
    expect(called).toEqual(['answer-p1', 'answer-p2', 'verify']);
    expect(end).toMatchObject({
      result: { output: 'It was opened in 1938.', degraded: false, degraded_reasons: [] },
    });
  });

  it('asks for the others when the first two are not sure enough, and lets the most trusted win', async () => {
    const { called, end, judged } = await runSwarm(three, {
      'answer-p1': answerSaying('Opened in 1958.', { confidence: 0.7 }),
      'answer-p2': answerSaying('Opened in 1938.', { confidence: 0.5 }),
      'answer-p3': answerSaying('1938.', { confidence: 0.6 }),
    });
    expect(called).toContain('answer-p3');
    expect(end).toMatchObject({ result: { output: '1938.' } });
    expect(judged).toMatchObject([{ contradictions: ['Opened in 1958.'] }]);
  });

  it('does not stop early when the first two contradict each other, however sure they are', async () => {
    const { called } = await runSwarm(three, {
      'answer-p1': sure('1938'),
      'answer-p2': sure('1958'),
      'answer-p3': sure('1938'),
    });
    expect(called).toContain('answer-p3');
  });

  it('goes on without a proposal that failed, and names it', async () => {
    const { end } = await runSwarm(three, {
      'answer-p1': answerSaying('1938'),
      'answer-p2': null,
      'answer-p3': answerSaying('1938'),
    });
    expect(end).toMatchObject({
      status: 'succeeded',
      result: { output: '1938', degraded: true, degraded_reasons: ['Step answer-p2 failed: Away.'] },
    });
  });

  it('needs two proposals at least', async () => {
    const { run, end } = await runSwarm(three, {
      'answer-p1': answerSaying('1938'),
      'answer-p2': null,
      'answer-p3': null,
    });
    expect(run.failed.map(({ error }) => error.code)).toContain('too_few_proposals');
    expect(end.status).toBe('failed');
  });
});

describe('a swarm is called for by', () => {
  const request = {
    goal: 'When?',
    priority: 'medium' as const,
    budget: { max_tokens: 1, max_time_seconds: 1, max_cost_usd: 1, max_retries: 0 },
    metadata: {},
  };

  it.each([
    ['a high priority', { priority: 'high' as const }, 0],
    ['a critical priority', { priority: 'critical' as const }, 0],
    ['its metadata', { metadata: { swarm: true } }, 0],
    ['a complexity above 0.7', {}, 0.71],
    ['a word of security', { goal: 'Which vulnerabilities were found?' }, 0],
    ['a budget above $1', { budget: { ...request.budget, max_cost_usd: 1.01 } }, 0],
  ])('%s', (_name, more, complexity) => expect(swarmFor({ ...request, ...more }, complexity)).toEqual(three));

  it('nothing else, and never against the metadata', () => {
    expect(swarmFor(request, 0.7)).toBeNull();
    expect(swarmFor({ ...request, priority: 'critical', metadata: { swarm: false } }, 1)).toBeNull();
  });

  it.each([
    [1, 2],
    [2, 2],
    [10, 10],
    [11, 10],
    ['many', 3],
  ])('with the size %s it has %i proposals', (swarm_size, size) => {
    const metadata = { swarm: true, swarm_size, swarm_rule: 'borda' };
    expect(swarmFor({ ...request, metadata }, 0)).toEqual({ size, rule: 'borda' });
  });
});
