import { markdownTable } from '@octollm/text';

const candidates = [',', ';', '\t', '|'] as const;

/** The character that stands between the cells of the first line most often. */
const delimiterOf = (text: string): string => {
  const end = text.indexOf('\n');
  const line = (end === -1 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const counts = candidates.map((delimiter) => line.split(delimiter).length);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** A quoted cell and where it ends; undefined when its quote is never closed, and so is none. */
const quotedAt = (text: string, start: number): { value: string; end: number } | undefined => {
  if (text[start] !== '"') return undefined;
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close === -1
    ? undefined
    : { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
};

/** The rows of a CSV text (RFC 4180, and what spreadsheets make of it): quoted cells may hold delimiters and line breaks. */
function* rowsOf(text: string): Generator<string[]> {
  const delimiter = delimiterOf(text);
  const border = new RegExp(`[\\r\\n${delimiter}]`, 'g');
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quoted = quotedAt(text, at);
    border.lastIndex = quoted?.end ?? at;
    const end = border.exec(text)?.index ?? text.length;
    row.push((quoted?.value ?? '') + text.slice(quoted?.end ?? at, end));
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (text[end] === delimiter) continue;
    if (row.some((value) => value.trim() !== '')) yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

/** A CSV text as a table in Markdown, its first row as the header. Rows without anything in them are left out. */
export const csvTable = (text: string): string => markdownTable(rowsOf(text));
