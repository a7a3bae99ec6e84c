import { Condition } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { holds } from './conditions.ts';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { MemoryJournal } from './fixtures/journal.ts';
import { step } from './fixtures/plans.ts';
import { echo, run } from './fixtures/running.ts';
import { UnresolvedReferenceError } from './references.ts';

const outputs = new Map<string, unknown>([
  [
    'a',
    { n: 5, text: 'abc', list: [1, 'two', { three: 3 }], none: null, yes: true, object: { x: 1, y: [2] } },
  ],
]);
const check = (operator: string, value: unknown, operand?: unknown): boolean =>
  holds(Condition.parse({ operator, value, ...(operand === undefined ? {} : { operand }) }), { outputs });

describe('a condition', () => {
  it.each([
    ['equals', '{{steps.a.output.n}}', 5],
    ['equals', '{{steps.a.output.none}}', null],
    ['equals', '{{steps.a.output.object}}', '{{steps.a.output.object}}'],
    ['equals', 'n is {{steps.a.output.n}}', 'n is 5'],
    ['not_equals', '{{steps.a.output.n}}', '5'],
    ['greater', '{{steps.a.output.n}}', 4.9],
    ['greater', 'b', 'a'],
    ['less', '{{steps.a.output.n}}', 6],
    ['less', 'Z', 'a'],
    ['contains', '{{steps.a.output.text}}', 'bc'],
    ['contains', '{{steps.a.output.list}}', 'two'],
    ['contains', ['x', null], null],
    ['exists', '{{steps.a.output.yes}}', undefined],
  ])('holds: %s %j %j', (operator, value, operand) => {
    expect(check(operator, value, operand)).toBe(true);
  });

  it.each([
    ['equals', '{{steps.a.output.n}}', '5'],
    ['not_equals', '{{steps.a.output.n}}', 5],
    ['greater', '{{steps.a.output.n}}', 5],
    ['greater', '{{steps.a.output.text}}', 1],
    ['greater', '{{steps.a.output.none}}', -1],
    ['less', '{{steps.a.output.n}}', 5],
    ['less', '{{steps.a.output.list}}', 5],
    ['contains', '{{steps.a.output.text}}', 'x'],
    ['contains', '{{steps.a.output.list}}', '1'],
    ['contains', '{{steps.a.output.n}}', 5],
    ['exists', '{{steps.a.output.none}}', undefined],
    ['exists', '{{steps.a.output.gone}}', undefined],
    ['exists', '{{steps.gone.output}}', undefined],
  ])('does not hold: %s %j %j', (operator, value, operand) => {
    expect(check(operator, value, operand)).toBe(false);
  });

  it('about what is not there fails, so that a misspelt path is not taken for an answer', () => {
    expect(() => check('equals', '{{steps.a.output.gone}}', null)).toThrow(UnresolvedReferenceError);
  });

  it.each([
    { operator: 'matches', value: 'a', operand: 'a' },
    { operator: 'exists', value: 1 },
    { operator: 'exists', value: 'a', operand: 1 },
    { operator: 'equals', value: 'a' },
    { operator: 'equals', value: { a: 1 }, operand: 1 },
    { operator: 'equals', value: 'a'.repeat(2_001), operand: 1 },
    { operator: 'contains', value: Array.from({ length: 101 }, () => 1), operand: 1 },
  ])('is refused: %j', (condition) => {
    expect(Condition.safeParse(condition).success).toBe(false);
  });
});

describe('a conditional step', () => {
  const whenOne = (operand: number) =>
    ({ operator: 'equals', value: '{{steps.a.output.n}}', operand }) as const;

  it('runs when its condition holds and is skipped with its heirs, saying why, when it does not', async () => {
    const journal = new MemoryJournal();
    const result = await run({
      steps: [
        step('a', { input: { n: 1 } }),
        step('yes', { when: whenOne(1) }),
        step('no', { when: whenOne(2) }),
        step('heir', { depends_on: ['no', 'yes'] }),
      ],
      journal,
    });
    expect([...result.outputs.keys()]).toEqual(['a', 'yes']);
    expect(result).toMatchObject({ failed: [], skipped: ['no', 'heir'] });
    expect(journal.entries.flatMap((entry) => (entry.kind === 'ended' ? [entry.outcome] : []))).toEqual(
      expect.arrayContaining([
        { skippedBecause: 'Its condition does not hold: "{{steps.a.output.n}}" equals 2.' },
        { skippedBecause: 'Step no did not succeed.' },
      ]),
    );
  });

  it('fails, without a call, when its condition refers to what is not there', async () => {
    const arm = echo();
    const { failed } = await run({
      steps: [step('a'), step('b', { when: whenOne(1) })],
      arm,
    });
    expect(failed).toMatchObject([{ stepId: 'b', error: { code: 'unresolved_reference' } }]);
    expect(arm.calls.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('a step that joins any of its parents', () => {
  const arm = (): Arm =>
    new Arm(async ({ step: { id }, input }) => (id.startsWith('bad') ? failure() : success(input)));

  it('waits for all and runs when one succeeded, with null for the output of the others', async () => {
    const result = await run({
      steps: [
        step('good', { input: { n: 1 } }),
        step('bad'),
        step('off', { when: { operator: 'exists', value: '{{steps.good.output.x}}' } }),
        step('any', {
          join: 'any',
          input: { list: ['{{steps.good.output.n}}', '{{steps.bad.output.n}}', '{{steps.off.output}}'] },
        }),
      ],
      arm: arm(),
    });
    expect(result.outputs.get('any')).toEqual({ list: [1, null, null] });
  });

  it('fails when the output of another is part of a longer text', async () => {
    const { failed } = await run({
      steps: [
        step('good'),
        step('bad'),
        step('any', { join: 'any', depends_on: ['good'], input: { x: '> {{steps.bad.output}}' } }),
      ],
      arm: arm(),
    });
    expect(failed).toMatchObject([
      { stepId: 'bad' },
      { stepId: 'any', error: { code: 'unresolved_reference' } },
    ]);
  });

  it('is skipped when none succeeded, and runs when it has none', async () => {
    const result = await run({
      steps: [
        step('bad-1'),
        step('bad-2'),
        step('any', { join: 'any', depends_on: ['bad-1', 'bad-2'] }),
        step('free', { join: 'any' }),
      ],
      arm: arm(),
    });
    expect(result.skipped).toEqual(['any']);
    expect([...result.outputs.keys()]).toEqual(['free']);
  });
});
