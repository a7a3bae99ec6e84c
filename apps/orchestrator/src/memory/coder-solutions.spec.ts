import { noUsage, type PlanStep } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { stepWith } from '../execution/fixtures/planned-task.ts';
import { solutionsOf } from './coder-solutions.ts';

const coder = (id: string, input: object, more: Partial<PlanStep> = {}): PlanStep =>
  stepWith({
    id,
    arm: 'coder-arm',
    action: 'code',
    input: { operation: 'generate', language: 'python', instruction: `Instruction of ${id}.`, ...input },
    ...more,
  });

const written = (code: string | null) => ({
  language: 'python',
  code,
  explanation: '',
  findings: [],
  outline: [],
  run: null,
});

const solutions = (steps: readonly PlanStep[], outputs: Record<string, unknown>) =>
  solutionsOf({ steps: [...steps] }, new Map(Object.entries(outputs)));

describe('the solutions that a plan has come to', () => {
  it('are the code that its coder steps have written, with their instructions', () => {
    const search = stepWith({ id: 'search', arm: 'retriever-arm', action: 'search', input: {} });
    const sort = coder('sort', { instruction: 'Sort {{steps.search.output.topic}}.' });
    expect(solutions([search, sort], { search: { topic: 'a list' }, sort: written('sorted(x)') })).toEqual([
      { stepId: 'sort', instruction: 'Sort a list.', language: 'python', code: 'sorted(x)' },
    ]);
  });

  it('have the last code that was made of the first, with the first instruction', () => {
    const steps = [
      coder('write', {}),
      coder('test', { operation: 'test', code: '{{steps.write.output.code}}' }),
      coder('mend', { operation: 'debug', code: '{{ steps.write.output.code }}' }),
      coder('again', { operation: 'debug', code: '{{steps.mend.output.code}}' }),
      coder('other', {}),
    ];
    const outputs = {
      write: written('first'),
      test: written('assert'),
      mend: written('second'),
      again: written('third'),
      other: written('else'),
    };
    expect(solutions(steps, outputs).map(({ instruction, code }) => [instruction, code])).toEqual([
      ['Instruction of write.', 'third'],
      ['Instruction of other.', 'else'],
    ]);
  });

  it.each<[string, PlanStep, unknown]>([
    ['failed', coder('a', {}), undefined],
    ['wrote nothing', coder('a', {}), written(null)],
    ['explained code', coder('a', { operation: 'explain', code: 'x' }), written('x')],
    ['asked another arm', coder('a', {}, { arm: 'their-coder' }), written('x')],
    ['was done for each of several items', coder('a', {}, { for_each: { items: ['x'] } }), [written('x')]],
    ['has an output of another kind', coder('a', {}), { usage: noUsage }],
    ['refers to what is not there', coder('a', { code: '{{steps.gone.output.code}}' }), written('x')],
  ])('leave out a step that %s', (_what, step, output) => {
    expect(solutions([step], output === undefined ? {} : { a: output })).toEqual([]);
  });
});
