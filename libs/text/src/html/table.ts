import { attributeOf } from './silent-elements.ts';
import { type Element, walk } from './tree-walk.ts';

/** Cells that a page may make of one: `colspan` is not taken at its word. */
const widestSpan = 20;

const spanOf = (element: Element): number =>
  Math.min(Math.max(Number.parseInt(attributeOf(element, 'colspan') ?? '1', 10) || 1, 1), widestSpan);

/** A table of data, or null when a page only arranges its parts with it: then those are read like others. */
export const tableOf = (table: Element): { caption: string; rows: string[][] } | null => {
  if (/^(?:presentation|none)$/i.test(attributeOf(table, 'role') ?? '')) return null;
  const rows: string[][] = [];
  let caption = '';
  let into: 'caption' | 'cell' | undefined;
  for (const visit of walk(table)) {
    if (visit.kind === 'text') {
      if (into === 'caption') caption += visit.text;
      else if (into === 'cell') appendToLast(rows, visit.text);
      continue;
    }
    const { tagName } = visit.element;
    if (visit.kind === 'leave') {
      if (isCell(tagName)) rows.at(-1)?.push(...Array.from({ length: spanOf(visit.element) - 1 }, () => ''));
      if (isCell(tagName) || tagName === 'caption') into = undefined;
      else if (into === 'cell') appendToLast(rows, ' ');
      continue;
    }
    // A table within a table, or headings and lists in cells: this is a layout.
    if (/^(?:table|h[1-6]|pre)$/.test(tagName)) return null;
    if (tagName === 'caption') into = 'caption';
    else if (tagName === 'tr') rows.push([]);
    else if (isCell(tagName)) {
      into = 'cell';
      rows.at(-1)?.push('');
    } else if (tagName === 'img') appendToLast(rows, ` ${attributeOf(visit.element, 'alt') ?? ''} `);
    else if (into === 'cell' && isBlock(tagName)) appendToLast(rows, ' ');
  }
  const filled = rows.filter((cells) => cells.some((text) => text.trim() !== ''));
  const isData = filled.length > 1 && filled.some(({ length }) => length > 1);
  return isData ? { caption, rows: filled } : null;
};

const isCell = (tagName: string): boolean => tagName === 'td' || tagName === 'th';

const isBlock = (tagName: string): boolean => /^(?:br|p|div|li|ul|ol|dt|dd|section)$/.test(tagName);

const appendToLast = (rows: readonly string[][], text: string): void => {
  const cells = rows.at(-1);
  const at = (cells?.length ?? 0) - 1;
  if (cells !== undefined && at >= 0) cells[at] = `${cells[at] ?? ''}${text}`;
};
