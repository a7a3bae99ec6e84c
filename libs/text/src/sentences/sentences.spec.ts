import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

const cut = (text: string): string[] => sentences(text).map(({ kind, text: body }) => `${kind}: ${body}`);

describe('the sentences of a document', () => {
  it('come from paragraphs, entries of lists without their markers, rows of tables, headings and code', () => {
    expect(
      cut(
        '# Head\nOne. Two.\n\n- [x] Done. Really.\n2) Next\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode. Not two.\n```',
      ),
    ).toEqual([
      'heading: # Head',
      'sentence: One.',
      'sentence: Two.',
      'sentence: Done.',
      'sentence: Really.',
      'sentence: Next',
      'header: | a | b |',
      'row: | 1 | 2 |',
      'code: ```\ncode. Not two.\n```',
    ]);
  });

  it('know their headings, and which of them share a paragraph', () => {
    const found = sentences('# A\n## B\nOne. Two.\n\nThree.').filter(({ kind }) => kind === 'sentence');
    expect(found.map(({ headings }) => headings.join('>'))).toEqual(['A>B', 'A>B', 'A>B']);
    expect(found[0]?.block).toBe(found[1]?.block);
    expect(found[1]?.block).not.toBe(found[2]?.block);
  });
});
