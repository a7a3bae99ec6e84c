import { newId, type Plan, type ValidationResult } from '@octollm/contracts';
import type { PlanRun } from '@octollm/engine';
import { describe, expect, it } from 'vitest';
import { answerSaying, stepWith, verdict } from './fixtures/planned-task.ts';
import { learnedFrom } from './learned.ts';
import { endOf } from './outcome.ts';

const round = (prefix: string) => [
  stepWith({
    id: `${prefix}write`,
    arm: 'coder-arm',
    action: 'code',
    input: { operation: 'generate', language: 'python', instruction: `${prefix}Sort.` },
  }),
  stepWith({
    id: `${prefix}verify`,
    arm: 'judge-arm',
    action: 'validate',
    input: { goal: 'Sort.', answer: answerSaying(`{{steps.${prefix}write.output.code}}`) },
    depends_on: [`${prefix}write`],
  }),
];

const written = (code: string) => ({
  language: 'python',
  code,
  explanation: '',
  findings: [],
  outline: [],
  run: null,
});

/** What is learned from rounds that each wrote code and were judged, the first plan's round first. */
const learned = (...rounds: readonly (readonly [string, ValidationResult])[]) => {
  const prefixes = rounds.map((_, index) => (index === 0 ? '' : `r${index}-`));
  const plan: Plan = { id: newId(), steps: prefixes.flatMap(round), rationale: '', confidence: 1 };
  const outputs = rounds.flatMap(([code, validation], index): [string, unknown][] => [
    [`${prefixes[index]}write`, written(code)],
    [`${prefixes[index]}verify`, validation],
  ]);
  const run: PlanRun = { outputs: new Map(outputs), failed: [], skipped: [], waiting: [], partial: [] };
  return learnedFrom(plan, run, endOf(plan, run));
};

const rejected = verdict({ valid: false, quality_score: 0.3 });

describe('what a task leaves to be learned', () => {
  it('is its arms and the code that the judge accepted', () => {
    expect(learned(['x', verdict()])).toEqual({
      arms: ['coder-arm', 'judge-arm'],
      solutions: [{ stepId: 'write', language: 'python', instruction: 'Sort.', code: 'x' }],
    });
  });

  it('is not the code of rounds that the judge sent back', () => {
    expect(learned(['bad', rejected], ['good', verdict()]).solutions.map(({ code }) => code)).toEqual([
      'good',
    ]);
  });

  it('is no code when the answer is degraded', () => {
    expect(learned(['bad', rejected]).solutions).toEqual([]);
  });
});
