import { type Allowance, newId, noUsage, type Plan, type PlanStep } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import { unanswered } from '../arms/arm-client.ts';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { EarlierReplies } from '../arms/earlier-replies.ts';
import type { TaskBudget } from '../budget/task-budget.ts';
import type { TaskBudgets } from '../budget/task-budgets.ts';
import { LiveAnswers } from '../live/live-answers.ts';
import type { SimilarSolutions } from '../memory/similar-solutions.ts';
import { claimedTask, stepWith } from './fixtures/planned-task.ts';
import { StepExecutors } from './step-executor.ts';

/** Nobody reads along. */
const unread = new LiveAnswers({ replica: 'a', send: async () => undefined, onError: () => undefined });
const failure = unanswered({ code: 'x', category: 'internal', message: 'x', retryable: false });

const plan: Plan = {
  id: newId(),
  steps: ['search', 'answer', 'r1-search', 'r1-answer'].map((id) =>
    stepWith({ id, arm: 'retriever-arm', action: 'search', input: {} }),
  ),
  rationale: '',
  confidence: 1,
};

describe('a step', () => {
  const memories = [{ instruction: 'Sort.', code: 'sorted(x)', language: 'python', score: 0.9 }];
  const call = vi.fn<ArmRegistry['call']>(async () => failure);
  const addTo = vi.fn<SimilarSolutions['addTo']>(async (input) => ({ ...(input as object), memories }));
  const budget = {
    expect: () => undefined,
    within: (_step: unknown, _signal: unknown, run: (allowance: Allowance) => unknown) =>
      run({ max_tokens: 1, max_cost_usd: 0 }),
  };
  const executors = new StepExecutors(
    { call } as Partial<ArmRegistry> as ArmRegistry,
    { of: () => budget } as unknown as TaskBudgets,
    { addTo } as Partial<SimilarSolutions> as SimilarSolutions,
    new EarlierReplies(),
    unread,
  );
  const execute = async (step: PlanStep): Promise<unknown> => {
    const run = executors.for(claimedTask({ goal: 'x' }), { ...plan, steps: [step] }, new Map(), new Date());
    await run({ step, input: { a: 1 }, attempt: 1, signal: new AbortController().signal });
    return call.mock.lastCall?.[1].input;
  };

  it('of the coder gets similar solutions with its input', async () => {
    const step = stepWith({ id: 'write', arm: 'coder-arm', action: 'code', input: {} });
    expect(await execute(step)).toEqual({ a: 1, memories });
    expect(addTo).toHaveBeenCalledOnce();
  });

  it('of any other arm waits for no memory', async () => {
    addTo.mockClear();
    const step = stepWith({ id: 'search', arm: 'retriever-arm', action: 'search', input: {} });
    expect(await execute(step)).toEqual({ a: 1 });
    expect(addTo).not.toHaveBeenCalled();
  });
});

/** Executors whose arms are a double, and whose budgets let everything through. */
const executorsOf = (
  call: ArmRegistry['call'],
  readers: Pick<LiveAnswers, 'isRead' | 'teller'> = unread,
): StepExecutors => {
  const budget = {
    expect: () => undefined,
    within: (_s: unknown, _a: unknown, run: () => unknown) => run(),
  };
  return new StepExecutors(
    { call } as Partial<ArmRegistry> as ArmRegistry,
    { of: () => budget } as unknown as TaskBudgets,
    {} as SimilarSolutions,
    new EarlierReplies(),
    readers,
  );
};

describe('an arm that is away', () => {
  const away = unanswered({ code: 'circuit_open', category: 'unavailable', message: 'x', retryable: true });
  const answered = { success: true, output: 1, confidence: 1, usage: noUsage, warnings: [], error: null };

  it.each([
    ['retriever-arm', 'search', true],
    ['judge-arm', 'validate', true],
    ['retriever-arm', 'ingest', false],
    ['executor-arm', 'execute', false],
    ['lab-arm', 'measure', false],
  ])('%s %s: its earlier answer stands in for it: %s', async (arm, action, stands) => {
    const call = vi.fn<ArmRegistry['call']>();
    call.mockResolvedValueOnce(answered as never).mockResolvedValueOnce(away);
    const executors = executorsOf(call);
    const step = stepWith({ id: 'it', arm, action, input: {} });
    const run = executors.for(claimedTask({ goal: 'x' }), { ...plan, steps: [step] }, new Map(), new Date());
    const once = () => run({ step, input: { a: 1 }, attempt: 1, signal: new AbortController().signal });
    expect(await once()).toMatchObject({ succeeded: true });
    expect(await once()).toMatchObject({ succeeded: stands });
  });
});

describe('the steps that share what is left of a budget', () => {
  it('are those that have not ended now, whatever they were when the task was claimed', () => {
    const expected = vi.fn<TaskBudget['expect']>();
    const budget = { expect: expected } as Partial<TaskBudget> as TaskBudget;
    const executors = new StepExecutors(
      {} as ArmRegistry,
      { of: () => budget } as Partial<TaskBudgets> as TaskBudgets,
      {} as SimilarSolutions,
      new EarlierReplies(),
      unread,
    );
    const history = new Map([
      ['search', { status: 'succeeded', attempts: 1, output: {} } as const],
      ['answer', { status: 'failed', attempts: 1, output: null } as const],
      ['r1-search', { status: 'unfinished', attempts: 1, output: null } as const],
    ]);
    executors.for(claimedTask({ goal: 'Do it.' }), plan, history, new Date());
    const ids = [...(expected.mock.lastCall?.[0] ?? [])].map(({ id }) => id);
    expect(ids).toEqual(['r1-search', 'r1-answer']);
  });
});

describe('a step of a task that somebody reads along', () => {
  const reference = { answer: '{{steps.answer.output.answer}}' };
  const steps = ['', 'r1-'].flatMap((round) => [
    stepWith({ id: `${round}find`, arm: 'retriever-arm', action: 'search', input: {} }),
    stepWith({ id: `${round}answer`, arm: 'retriever-arm', action: 'ask', input: {} }),
    stepWith({
      id: `${round}verify`,
      arm: 'judge-arm',
      action: 'validate',
      input: { answer: reference.answer.replace('answer.', `${round}answer.`) },
    }),
  ]);
  const toldOf = async (isRead: boolean, judged: readonly PlanStep[] = steps): Promise<string[]> => {
    const call = vi.fn<ArmRegistry['call']>(async () => failure);
    const executors = executorsOf(call, { isRead: () => isRead, teller: () => () => undefined });
    const run = executors.for(
      claimedTask({ goal: 'x' }),
      { ...plan, steps: [...judged] },
      new Map(),
      new Date(),
    );
    for (const step of judged)
      await run({ step, input: {}, attempt: 1, signal: new AbortController().signal });
    return call.mock.calls.flatMap(([, { stepId, tell }]) => (tell === undefined ? [] : [stepId]));
  };

  it('tells when it is the one whose output the judge reads, in each round', async () => {
    expect(await toldOf(true)).toEqual(['answer', 'r1-answer']);
  });

  it('tells when its text alone makes the answer', async () => {
    const made = steps.map((step) =>
      step.arm === 'judge-arm'
        ? { ...step, input: { answer: { output: '{{ steps.find.output.explanation }}' } } }
        : step,
    );
    expect(await toldOf(true, made)).toEqual(['find']);
  });

  it('does not tell when nobody reads, or when no single step answers', async () => {
    expect(await toldOf(false)).toEqual([]);
    const made = steps.map((step) =>
      step.arm === 'judge-arm'
        ? { ...step, input: { answer: { output: 'See {{steps.answer.output.answer}}' } } }
        : step,
    );
    expect(await toldOf(true, made)).toEqual([]);
  });
});
