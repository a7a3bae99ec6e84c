import { newId, type Plan } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import type { TaskBudget } from '../budget/task-budget.ts';
import type { TaskBudgets } from '../budget/task-budgets.ts';
import { claimedTask, stepWith } from './fixtures/planned-task.ts';
import { StepExecutors } from './step-executor.ts';

const plan: Plan = {
  id: newId(),
  steps: ['search', 'answer', 'r1-search', 'r1-answer'].map((id) =>
    stepWith({ id, arm: 'retriever-arm', action: 'search', input: {} }),
  ),
  rationale: '',
  confidence: 1,
};

describe('the steps that share what is left of a budget', () => {
  it('are those that have not ended now, whatever they were when the task was claimed', () => {
    const expected = vi.fn<TaskBudget['expect']>();
    const budget = { expect: expected } as Partial<TaskBudget> as TaskBudget;
    const executors = new StepExecutors(
      {} as ArmRegistry,
      { of: () => budget } as Partial<TaskBudgets> as TaskBudgets,
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
