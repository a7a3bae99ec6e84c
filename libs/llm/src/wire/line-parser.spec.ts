import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineParser, LineTooLongError } from './line-parser.ts';

const linesOf = (chunks: readonly Buffer[], max?: number): string[] => {
  const lines: string[] = [];
  const parser = new LineParser((line) => lines.push(line.toString()), max);
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return lines;
};

describe('lines', () => {
  it('are the same wherever their bytes are cut, and the last needs no line feed', () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
        fc.array(fc.nat({ max: 40 })),
        fc.boolean(),
        (texts, cuts, isEnded) => {
          const lines = texts.map((text) => text.replaceAll('\n', ' '));
          const bytes = Buffer.from(lines.join('\n\n') + (isEnded ? '\n' : ''));
          const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
          const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
          expect(linesOf(chunks)).toEqual(lines);
        },
      ),
      { numRuns: 100 },
    ));

  it('may not be longer than they may, whether they end or not', () => {
    expect(linesOf([Buffer.from('1234\n1234')], 4)).toEqual(['1234', '1234']);
    expect(() => linesOf([Buffer.from('123'), Buffer.from('45')], 4)).toThrow(LineTooLongError);
    expect(() => linesOf([Buffer.from('12345\n')], 4)).toThrow(LineTooLongError);
  });
});
