import { type Answer, newId, type Plan, type PlanStep, type ValidationResult } from '@octollm/contracts';
import type { PlanRun } from '@octollm/engine';
import { describe, expect, it } from 'vitest';
import { endOf } from './outcome.ts';

const step = (id: string, arm: string, input: PlanStep['input'], depends_on: string[] = []): PlanStep => ({
  id,
  arm,
  action: 'act',
  input,
  depends_on,
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  estimated_seconds: 1,
  timeout_seconds: 1,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
});

const plan: Plan = {
  id: newId(),
  steps: [
    step('answer', 'retriever-arm', {}),
    step('verify', 'judge-arm', { answer: '{{steps.answer.output}}' }, ['answer']),
  ],
  rationale: '',
  confidence: 1,
};

const answer: Answer = {
  output: 'Because.',
  answerable: true,
  confidence: 0.9,
  citations: [],
  artifacts: [],
};

const validation = (issues: ValidationResult['issues'] = []): ValidationResult => ({
  valid: issues.length === 0,
  confidence: 1,
  quality_score: 1,
  scores: { factual: 1, citation: 1, completeness: 1, source: 1, tool_efficiency: 1, response: 1 },
  issues,
  passed_criteria: [],
  failed_criteria: [],
});

const error = {
  code: 'unavailable',
  category: 'unavailable',
  message: 'It is away.',
  retryable: true,
  retry_after: null,
} as const;

const run = (outputs: Record<string, unknown>, more: Partial<PlanRun> = {}): PlanRun => ({
  outputs: new Map(Object.entries(outputs)),
  failed: [],
  skipped: [],
  waiting: [],
  partial: [],
  ...more,
});

describe('the end of a task', () => {
  it('is the answer that was judged', () => {
    expect(endOf(plan, run({ answer, verify: validation() }))).toEqual({
      status: 'succeeded',
      result: { ...answer, validation: validation(), degraded: false, degraded_reasons: [] },
    });
  });

  it('is degraded when the judge found the answer wanting, with what it found', () => {
    const issue = {
      severity: 'high',
      type: 'figure',
      message: '412 is not in the source.',
      location: null,
      suggestion: null,
    } as const;
    expect(endOf(plan, run({ answer, verify: validation([issue]) }))).toMatchObject({
      status: 'succeeded',
      result: { degraded: true, degraded_reasons: ['The judge found: 412 is not in the source.'] },
    });
  });

  it('is degraded when the judge scores it below 0.80, with everything that it found', () => {
    const issue = {
      severity: 'medium',
      type: 'part_not_covered',
      message: 'The year is missing.',
      location: null,
      suggestion: null,
    } as const;
    const low = { ...validation(), quality_score: 0.79, issues: [issue] };
    expect(endOf(plan, run({ answer, verify: low }))).toMatchObject({
      result: {
        degraded: true,
        degraded_reasons: [
          'The judge found: The year is missing.',
          'The judge found: The quality is 0.79, below 0.8.',
        ],
      },
    });
    const enough = { ...low, quality_score: 0.8 };
    expect(endOf(plan, run({ answer, verify: enough }))).toMatchObject({ result: { degraded: false } });
  });

  it('is degraded when another arm stepped in', () => {
    const end = endOf(plan, run({ answer, verify: validation() }), [
      'Step answer: fallback: b stepped in for a.',
    ]);
    expect(end).toMatchObject({
      status: 'succeeded',
      result: { degraded: true, degraded_reasons: ['Step answer: fallback: b stepped in for a.'] },
    });
  });

  it('is degraded when the judge could not be asked', () => {
    const failed = [{ stepId: 'verify', error }];
    expect(endOf(plan, run({ answer }, { failed }))).toMatchObject({
      status: 'succeeded',
      result: {
        validation: null,
        degraded: true,
        degraded_reasons: ['Step verify failed: It is away.', 'The answer was not validated.'],
      },
    });
  });

  it('is the first failure when no step answered', () => {
    const failed = [{ stepId: 'answer', error }];
    expect(endOf(plan, run({}, { failed, skipped: ['verify'] }))).toEqual({
      status: 'failed',
      error: {
        code: 'unavailable',
        category: 'unavailable',
        message: 'It is away.',
        retryable: true,
        step_id: 'answer',
      },
      result: null,
    });
  });

  it('is a failure of its own when the plan holds no answer', () => {
    expect(endOf(plan, run({ answer: 'not an answer', verify: validation() }))).toMatchObject({
      status: 'failed',
      error: { code: 'no_answer' },
    });
  });
});
