import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownBlocks, plainBlocks } from './blocks.ts';

const outline = (text: string): string[] =>
  markdownBlocks(text).map(({ kind, text: body, headings }) => `${kind}|${headings.join('>')}|${body}`);

describe('the blocks of a Markdown document', () => {
  it('stand under their headings', () => {
    expect(outline('# A\nOne\n## B\nTwo\n# C\n\nThree')).toEqual([
      'heading|A|# A',
      'paragraph|A|One',
      'heading|A>B|## B',
      'paragraph|A>B|Two',
      'heading|C|# C',
      'paragraph|C|Three',
    ]);
  });

  it('know headings that are underlined', () => {
    expect(outline('Title\n=====\n\nText\n\nPart\n---\n')).toEqual([
      'heading|Title|Title\n=====',
      'paragraph|Title|Text',
      'heading|Title>Part|Part\n---',
    ]);
  });

  it('keep code whole, whatever stands in it', () => {
    expect(outline('```sh\n# no heading\n\n- no item\n```\nText')).toEqual([
      'code||```sh\n# no heading\n\n- no item\n```',
      'paragraph||Text',
    ]);
    expect(outline('~~~\nnever closed')).toEqual(['code||~~~\nnever closed']);
  });

  it('keep tables whole and part the entries of a list', () => {
    expect(outline('| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n  more\n- two\n1. three')).toEqual([
      'table||| a | b |\n|---|---|\n| 1 | 2 |',
      'item||- one\n  more',
      'item||- two',
      'item||1. three',
    ]);
  });

  it('do not take a wrapped number for the entry of a list', () => {
    expect(outline('It was opened in\n1938. It is long.')).toHaveLength(1);
    expect(outline('It was opened in\n28. It is long.')).toHaveLength(1);
  });

  it('do not hold rules', () => {
    expect(outline('One\n\n---\n\n***\n\nTwo')).toEqual(['paragraph||One', 'paragraph||Two']);
  });

  it('are parted by blank lines alone in a plain text', () => {
    expect(plainBlocks('# one\r\n- two\r\n\r\nthree').map(({ text }) => text)).toEqual([
      '# one\r\n- two',
      'three',
    ]);
  });

  it('hold everything but blank lines and rules, in order and where they say', () => {
    const line = fc.constantFrom(
      '',
      'Text.',
      '# H',
      '===',
      '- item',
      '1. one',
      '```',
      '    code',
      '| a |',
      '|-|',
      '> q',
      '  x',
    );
    fc.assert(
      fc.property(fc.array(line), (list) => {
        const text = list.join('\n');
        const blocks = markdownBlocks(text);
        let end = 0;
        for (const block of blocks) {
          expect(text.slice(block.start, block.end)).toBe(block.text);
          expect(text.slice(end, block.start).trim()).toBe('');
          end = block.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
