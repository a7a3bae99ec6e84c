import { describe, expect, it } from 'vitest';
import { splitAnswer } from './fenced-block.ts';

describe('an answer of a model', () => {
  it('is split into its code and the text around it', () => {
    expect(splitAnswer('Here:\n```ts\nconst a = `x`;\n\nb();\n```\nIt works.\n')).toEqual({
      code: 'const a = `x`;\n\nb();',
      explanation: 'Here:\n\nIt works.'.replace('\n\n', '\n'),
    });
  });

  it.each([
    ['no code at all', 'no fenced'],
    ['```ts\nconst a = 1;', 'no end'],
    ['```ts\na\n```\n```ts\nb\n```', 'more than one'],
    ['Use ```a``` inline.', 'no fenced'],
  ])('is refused with a reason: %j', (answer, reason) => {
    expect(splitAnswer(answer)).toMatchObject({ reason: expect.stringContaining(reason) });
  });
});
