import { newId } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { MemoryClient } from './memory-client.ts';
import { SimilarSolutions } from './similar-solutions.ts';

const step = { tenantId: 'acme', taskId: newId(), stepId: 'write', signal: new AbortController().signal };
const input = { operation: 'generate', language: 'python', instruction: 'Sort a list.' };
const solution = {
  language: 'python',
  instruction: 'Sort a list of numbers.',
  code: 'sorted(x)',
  score: 0.8,
};

const finding = (solutions: readonly object[] | undefined) => {
  const call = vi.fn<(...asked: unknown[]) => Promise<unknown>>(async () =>
    solutions === undefined ? undefined : { solutions },
  );
  return { call, similar: new SimilarSolutions({ call } as unknown as MemoryClient) };
};

describe('the input of the coder', () => {
  it('gets the three earlier solutions that are most like it, as the coder may read them', async () => {
    const { call, similar } = finding([solution]);
    expect(await similar.addTo(input, step)).toEqual({ ...input, memories: [solution] });
    expect(call.mock.lastCall).toMatchObject([
      {
        ...step,
        action: 'solutions',
        right: { allows: 'memory.read', onBehalfOf: 'coder-arm' },
        input: { language: 'python', instruction: 'Sort a list.', limit: 3, min_score: 0.6 },
      },
      expect.anything(),
    ]);
  });

  it.each([
    ['nothing is like it', []],
    ['memory does not answer', undefined],
  ])('stays as it is when %s', async (_what, solutions) => {
    expect(await finding(solutions).similar.addTo(input, step)).toBe(input);
  });

  it.each([
    ['has memories', { ...input, memories: [] }],
    ['asks for no code', { ...input, operation: 'explain', code: 'x' }],
    ['is not valid, which the coder says itself', { ...input, language: 'cobol' }],
  ])('is not looked up when it %s', async (_what, given) => {
    const { call, similar } = finding([solution]);
    expect(await similar.addTo(given, step)).toBe(given);
    expect(call).not.toHaveBeenCalled();
  });
});
