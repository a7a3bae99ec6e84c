import type { PlannableArm } from '@octollm/contracts';
import { inputFor } from '../planner-input.fixture.ts';
import type { DraftStep, PlanDraft } from './plan-draft.ts';

export const draftOf = (...steps: DraftStep[]): PlanDraft => ({
  steps,
  rationale: 'So it is done.',
  confidence: 0.8,
});

const step = (
  id: string,
  arm: string,
  action: string,
  input: DraftStep['input'],
  depends_on: string[],
): DraftStep => ({
  id,
  arm,
  action,
  input,
  depends_on,
  estimated_tokens: 100,
  estimated_seconds: 2,
});

/** A draft that searches, answers and verifies. */
export const summaryDraft = draftOf(
  step('search', 'retriever-arm', 'search', { query: 'minutes of the harbour board', limit: 20 }, []),
  step(
    'answer',
    'retriever-arm',
    'answer',
    { question: 'What did the harbour board decide?', passages: '{{steps.search.output.results}}' },
    ['search'],
  ),
  step(
    'verify',
    'judge-arm',
    'validate',
    {
      goal: 'Summarise the minutes of the harbour board.',
      answer: '{{steps.answer.output}}',
      passages: '{{steps.search.output.results}}',
      acceptance_criteria: [],
    },
    ['search', 'answer'],
  ),
);

export const codeArms: PlannableArm[] = [
  ...inputFor('').arms,
  { arm_id: 'coder-arm', capabilities: ['code'] },
];
