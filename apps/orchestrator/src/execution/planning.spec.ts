import { type Budget, newId, type Plan, type PlannerOutput } from '@octollm/contracts';
import { parentsOf } from '@octollm/engine';
import type { TaskStore } from '@octollm/memory';
import { describe, expect, it } from 'vitest';
import { arms, claimedTask, stepWith } from './fixtures/planned-task.ts';
import type { Planner, PlanQuestion } from './planner.ts';
import { Planning, PlanningError } from './planning.ts';

const comparison: Plan = {
  id: newId(),
  steps: [
    ...['search_1', 'search_2'].map((id) =>
      stepWith({ id, arm: 'retriever-arm', action: 'search', input: { query: id, limit: 8 } }),
    ),
    stepWith({
      id: 'answer',
      arm: 'retriever-arm',
      action: 'answer',
      input: {
        question: 'Tea or coffee?',
        passages: ['{{steps.search_1.output.results}}', '{{steps.search_2.output.results}}'],
      },
    }),
    stepWith({
      id: 'verify',
      arm: 'judge-arm',
      action: 'validate',
      input: { goal: 'Tea or coffee?', answer: '{{steps.answer.output}}', passages: [] },
    }),
  ],
  rationale: 'Two searches.',
  confidence: 1,
};

/** A planner that always has the same plan, and a store that keeps what was saved. */
const planningWith = (output: Partial<PlannerOutput> = {}) => {
  const asked: PlanQuestion[] = [];
  const saved: { plan: Plan; data: Record<string, unknown> }[] = [];
  const planner = {
    arms,
    ask: async (_claimed: unknown, question: PlanQuestion) => {
      asked.push(question);
      return { plan: comparison, query_type: 'comparison', complexity: 0.5, ...output };
    },
  } as unknown as Planner;
  const tasks = {
    transition: async () => undefined,
    savePlan: async (_lease: unknown, plan: Plan, data: Record<string, unknown>) => {
      saved.push({ plan, data });
    },
  } as unknown as TaskStore;
  const planning = new Planning(tasks, planner);
  const plan = (request: Parameters<typeof claimedTask>[0], seconds = 60) =>
    planning.plan(claimedTask(request), new Date(Date.now() + seconds * 1_000), new AbortController().signal);
  return { plan, asked, saved };
};

const simple = 'When was the Halden bridge opened?';

describe('planning', () => {
  it('makes a direct plan for a simple question without a call: simple starts one worker and the judge', async () => {
    const { plan, asked, saved } = planningWith();
    const { steps } = await plan({ goal: simple, acceptance_criteria: ['is short'] });
    expect(asked).toEqual([]);
    expect(steps.map(({ id, arm, action, depends_on }) => ({ id, arm, action, depends_on }))).toEqual([
      { id: 'answer', arm: 'retriever-arm', action: 'ask', depends_on: [] },
      { id: 'verify', arm: 'judge-arm', action: 'validate', depends_on: ['answer'] },
    ]);
    expect(steps[0]?.input).toEqual({ question: simple, queries: [simple], limit: 8 });
    expect(steps[1]?.input).toMatchObject({ goal: simple, acceptance_criteria: ['is short'] });
    expect(saved[0]?.data).toEqual({ query_type: 'question', complexity: 0.25, planner: 'direct' });
  });

  it('asks the planner about a complex goal: complex starts several that can run in parallel', async () => {
    const { plan, asked, saved } = planningWith();
    const { steps } = await plan({ goal: 'Compare tea with coffee.' });
    expect(asked).toHaveLength(1);
    expect(steps.filter((step) => parentsOf(step).length === 0).length).toBeGreaterThan(1);
    expect(saved[0]?.data).toEqual({ query_type: 'comparison', complexity: 0.5, planner: 'planner-arm' });
  });

  it.each([
    ['more than three constraints', { constraints: ['a', 'b', 'c', 'd'] }],
    ['a high priority', { priority: 'high' as const }],
    ['a critical priority', { priority: 'critical' as const }],
    ['capabilities of more than one arm', { required_capabilities: ['search', 'execute'] }],
    ['several names to look at', { context: { entities: ['Oslo', 'Bergen', 'Moss'] } }],
  ])('asks the planner about a simple question with %s', async (_name, more) => {
    const { plan, asked } = planningWith();
    await plan({ goal: simple, ...more });
    expect(asked).toHaveLength(1);
  });

  it('searches for the one name of the context along with a simple question', async () => {
    const { plan } = planningWith();
    const { steps } = await plan({ goal: 'How long is it?', context: { entities: ['Halden bridge'] } });
    expect(steps[0]?.input).toMatchObject({
      question: 'How long is it?',
      queries: ['Halden bridge How long is it?'],
    });
  });

  it('does not let a goal point at the outputs of steps', async () => {
    const { plan } = planningWith();
    const { steps } = await plan({ goal: 'What is {{steps.verify.output}}?' });
    expect(JSON.stringify(steps[0]?.input)).not.toContain('{{');
  });

  it('lets a swarm answer when the priority is high, and stores that plan', async () => {
    const { plan, saved } = planningWith();
    const { steps } = await plan({ goal: simple, priority: 'high' });
    expect(steps.map(({ id }) => id)).toEqual([
      'answer-p1',
      'answer-p2',
      'answer-first',
      'answer-p3',
      'answer',
      'verify',
    ]);
    expect(saved[0]?.plan.steps).toBe(steps);
  });

  it('refuses a plan that names an unknown arm, has a cycle or does not fit the deadline', async () => {
    const withFirst = (change: object): Plan => ({
      ...comparison,
      steps: comparison.steps.map((step, index) => (index === 0 ? { ...step, ...change } : step)),
    });
    const goal = 'Compare tea with coffee.';
    for (const change of [{ arm: 'no-arm' }, { depends_on: ['answer'] }, { estimated_seconds: 59 }])
      await expect(planningWith({ plan: withFirst(change) }).plan({ goal }, 30)).rejects.toThrow(
        PlanningError,
      );
  });

  it('keeps to one answer when several do not fit the budget', async () => {
    const dear: Plan = {
      ...comparison,
      steps: comparison.steps.map((step) => ({
        ...step,
        estimated_tokens: step.id === 'answer' ? 100 : 0,
      })),
    };
    const budget = { max_tokens: 150 } as Budget;
    const { plan } = planningWith({ plan: dear });
    const { steps } = await plan({ goal: 'Compare tea with coffee.', priority: 'high', budget });
    expect(steps.map(({ id }) => id)).toEqual(['search_1', 'search_2', 'answer', 'verify']);
  });
});
