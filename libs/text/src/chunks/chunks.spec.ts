import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunks } from './chunks.ts';
import { sizeOf } from './pieces.ts';

const cut = (text: string, format: 'markdown' | 'plain' = 'markdown') => [...chunks(text, format)];
const sentence = (n: number): string => `Sentence number ${n} says something about the bridge.`;
const paragraph = (count: number): string => Array.from({ length: count }, (_, n) => sentence(n)).join(' ');

describe('the chunks of a document', () => {
  it('begin at headings, keep them with their text and name the path to them', () => {
    const found = cut('# Guide\n\n## Install\nRun it.\n\n## Use\nCall it.');
    expect(found.map(({ heading, text }) => [heading, text])).toEqual([
      ['Guide > Install', '# Guide\n\n## Install\nRun it.'],
      ['Guide > Use', '## Use\nCall it.'],
    ]);
  });

  it('gather paragraphs up to 200 words and cut long ones between sentences', () => {
    const found = cut(paragraph(60), 'plain');
    expect(found.length).toBeGreaterThan(1);
    for (const { text } of found) {
      expect(sizeOf(text)).toBeLessThanOrEqual(200);
      expect(text).toMatch(/^Sentence[^]*\.$/);
    }
    expect(cut('One.\n\nTwo.', 'plain')).toHaveLength(1);
  });

  it('do not tear code and tables apart', () => {
    const code = `\`\`\`\n${Array.from({ length: 60 }, (_, n) => `call(${n}); // four more words here`).join('\n')}\n\`\`\``;
    const table = `| a | b |\n|---|---|\n${Array.from({ length: 40 }, (_, n) => `| ${n} | value |`).join('\n')}`;
    const found = cut(`${paragraph(20)}\n\n${code}\n\n${paragraph(20)}\n\n${table}`).map(({ text }) => text);
    expect(found.some((text) => text.includes(code))).toBe(true);
    expect(found.some((text) => text.includes(table))).toBe(true);
  });

  it('keep an introduction with what it introduces', () => {
    const found = cut(`${paragraph(22)}\n\nRun these commands:\n\n\`\`\`\n${'do it now\n'.repeat(20)}\`\`\``);
    expect(found.find(({ text }) => text.includes('do it now'))?.text).toContain('Run these commands:');
  });

  it('are cut even when a text gives no place to cut', () => {
    for (const { text } of cut('x'.repeat(10_000), 'plain')) expect(text.length).toBeLessThanOrEqual(2_000);
    for (const { text } of cut('😀'.repeat(5_000), 'plain')) expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  it('repeat the header of a table that is cut', () => {
    const rows = Array.from({ length: 400 }, (_, n) => `| ${n} | the value of row ${n} |`);
    const header = '| n | value |\n|---|---|';
    const found = cut(`Before.\n\n${header}\n${rows.join('\n')}`);
    expect(found.length).toBeGreaterThan(3);
    for (const { text } of found.slice(1)) expect(text.startsWith(`${header}\n| `)).toBe(true);
    const bodies = found.map(({ text }) => text.replace('Before.\n\n', '').replace(`${header}\n`, ''));
    expect(bodies.filter((body) => body !== 'Before.').join('\n')).toBe(rows.join('\n'));
    const wide = `| ${'a wide header '.repeat(40)} | x |\n|---|---|`;
    expect(cut(`${wide}\n${rows.join('\n')}`).at(-1)?.text).not.toContain('wide');
  });

  it('begin with the end of the one before when a paragraph is cut', () => {
    const found = cut(paragraph(60), 'plain');
    for (const [index, { text }] of found.slice(1).entries())
      expect(found[index]?.text.endsWith(text.slice(0, text.indexOf('.') + 1))).toBe(true);
    const apart = cut(`${paragraph(22)}\n\n${paragraph(22)}`, 'plain');
    expect(apart.map(({ text }) => text)).toEqual([paragraph(22), paragraph(22)]);
  });

  it('know the page that they begin on', () => {
    const found = cut(`One.\n\n\f\n\n# Two\n\nText.\n\n\f\n\n\f\n\n# Four\n\nText.`);
    expect(found.map(({ page }) => page)).toEqual([1, 2, 4]);
  });

  it('hold every word, in order, word for word as the document has it', () => {
    const line = fc.constantFrom(
      '',
      '# H',
      '## I',
      sentence(1),
      paragraph(9),
      '- item',
      '```',
      '| a | b |',
      '|---|---|',
      'x'.repeat(3_000),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('markdown' as const, 'plain' as const),
        (list, format) => {
          const document = list.join('\n');
          const found = cut(document, format);
          for (const [index, chunk] of found.entries()) {
            expect(chunk.ordinal).toBe(index);
            expect(chunk.text.endsWith(document.slice(chunk.start, chunk.end))).toBe(true);
            expect(chunk.start).toBeGreaterThanOrEqual(found[index - 1]?.start ?? 0);
            expect(chunk.end).toBeGreaterThan(found[index - 1]?.end ?? 0);
          }
          const bare = (text: string): string => text.replaceAll(/\s/g, '');
          const parts = found.map(({ start, end }, index) =>
            document.slice(Math.max(start, found[index - 1]?.end ?? 0), end),
          );
          expect(bare(parts.join(''))).toBe(bare(document));
        },
      ),
    );
  });

  it('of a text of 1 MiB are made in well under a second', () => {
    const started = performance.now();
    cut('a.'.repeat(524_288), 'plain');
    cut(`${paragraph(10)}\n\n`.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
