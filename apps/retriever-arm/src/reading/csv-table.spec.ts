import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvTable } from './csv-table.ts';

const rowsOf = (table: string): string[] => table.split('\n').slice(2);

describe('a CSV text as a table', () => {
  it('has its first row as the header', () => {
    expect(csvTable('name,metres\nHalden,412\r\n"Os, ""old""",9')).toBe(
      '| name | metres |\n| --- | --- |\n| Halden | 412 |\n| Os, "old" | 9 |',
    );
  });

  it.each([';', '\t', '|', ','])('is parted by what parts its first line: %j', (delimiter) => {
    expect(rowsOf(csvTable(['a', 'b'].join(delimiter).concat('\n', ['1', '2'].join(delimiter))))).toEqual([
      '| 1 | 2 |',
    ]);
  });

  it('keeps cells with line breaks on one line, and rows that are too short or too long', () => {
    expect(rowsOf(csvTable('a,b\n"x\ny"\n1,2,3\n\n,\n4,5'))).toEqual([
      '| x y |  |',
      '| 1 | 2 | 3 |',
      '| 4 | 5 |',
    ]);
  });

  it('takes a quote that is never closed for itself', () => {
    expect(rowsOf(csvTable('a,b\n"5,6\n7,8'))).toEqual(['| "5 | 6 |', '| 7 | 8 |']);
  });

  it('holds every cell, whatever is in it', () => {
    const cell = fc.string({ minLength: 1 }).filter((text) => /\S/.test(text) && !/[|\u00AD]/.test(text));
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (cells) => {
        const text = [['h', 'i'], ...cells].map((row) => row.map(quoted).join(',')).join('\n');
        const flat = (value: string): string => value.replaceAll(/[\s\u00A0]+/g, ' ').trim();
        expect(rowsOf(csvTable(text))).toEqual(cells.map(([a, b]) => `| ${flat(a)} | ${flat(b)} |`));
      }),
      { numRuns: 100 },
    );
  });
});
