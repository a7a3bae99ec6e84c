import { isAscii } from '../survey/is-ascii.ts';
import { base64Runs } from './base64-runs.ts';
import { characterAt } from './decoded-bytes.ts';
import type { Edits } from './edits.ts';
import { encodingBit } from './encoding.ts';

/** Decodes one encoding wherever it stands in a text. No result is longer than what it stands for. */
export type Decoder = (text: string, edits: Edits) => void;

const ofCodePoint = (codePoint: number): string | undefined =>
  codePoint <= 0x10_ff_ff && (codePoint < 0xd8_00 || codePoint > 0xdf_ff)
    ? String.fromCodePoint(codePoint)
    : undefined;

const percentRun = /(?:%[\da-f]{2})+/gi;
const percentUnicode = /%u([\da-f]{4})/gi;

/** `%2e`, byte by byte, and the `%u002e` of old servers. */
export const percent: Decoder = (text, edits) => {
  if (!text.includes('%')) return;
  const bit = encodingBit('percent');
  const unicode = [...text.matchAll(percentUnicode)];
  let next = 0;
  const putUnicodeBefore = (index: number): void => {
    for (let match = unicode[next]; match !== undefined && match.index < index; match = unicode[next]) {
      edits.put(
        String.fromCharCode(Number.parseInt(match[1] ?? '', 16)),
        match.index,
        match.index + match[0].length,
        bit,
      );
      next += 1;
    }
  };
  for (const { index, 0: run } of text.matchAll(percentRun)) {
    putUnicodeBefore(index);
    const bytes = Array.from({ length: run.length / 3 }, (_, at) =>
      Number.parseInt(run.slice(3 * at + 1, 3 * at + 3), 16),
    );
    for (let at = 0; at < bytes.length; ) {
      const character = characterAt(bytes, at);
      const from = index + 3 * at;
      at += character.size;
      edits.put(character.text, from, index + 3 * at, bit | character.bits);
    }
  }
  putUnicodeBefore(text.length);
};

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  tab: '\t',
  newline: '\n',
  sol: '/',
  bsol: '\\',
  period: '.',
  colon: ':',
  semi: ';',
  lpar: '(',
  rpar: ')',
  grave: '`',
  vert: '|',
  dollar: '$',
  percnt: '%',
  num: '#',
  equals: '=',
  lbrace: '{',
  rbrace: '}',
  lowbar: '_',
};
/** Browsers take numbers without the semicolon too. */
const anEntity = /&(?:#(\d{1,7});?|#x([\da-f]{1,6});?|([a-z]{2,8});)/gi;

/** Character references of HTML. */
export const entity: Decoder = (text, edits) => {
  if (!text.includes('&')) return;
  for (const { index, 0: match, 1: decimal, 2: hexadecimal, 3: name } of text.matchAll(anEntity)) {
    const decoded =
      name === undefined
        ? ofCodePoint(Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10))
        : named[name.toLowerCase()];
    if (decoded !== undefined) edits.put(decoded, index, index + match.length, encodingBit('entity'));
  }
};

const anEscape = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|([0-3][0-7]{2}))/gi;

/** Escapes of programming languages and shells: `\u002e`, `\u{2e}`, `\x2e`, `\056`. */
export const escape: Decoder = (text, edits) => {
  if (!text.includes('\\')) return;
  for (const { index, 0: match, 1: braced, 2: four, 3: two, 4: octal } of text.matchAll(anEscape)) {
    const decoded =
      octal === undefined
        ? ofCodePoint(Number.parseInt(braced ?? four ?? two ?? '', 16))
        : String.fromCharCode(Number.parseInt(octal, 8));
    if (decoded !== undefined) edits.put(decoded, index, index + match.length, encodingBit('escape'));
  }
};

const alike = /[\u2024-\u2026\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe50-\ufe6b\uff01-\uff5e]/g;
/** Look like slashes, but Unicode does not say that they are compatible. */
const slashes: Readonly<Record<string, string>> = {
  '\u2044': '/',
  '\u2215': '/',
  '\u29f8': '/',
  '\u2216': '\\',
  '\u29f5': '\\',
  '\u29f9': '\\',
};

/** Signs of ASCII in full width and others that programs turn into ASCII ("best fit"): `．．／`. */
export const lookalike: Decoder = (text, edits) => {
  if (isAscii(text)) return;
  for (const { index, 0: match } of text.matchAll(alike)) {
    const decoded = slashes[match] ?? match.normalize('NFKC');
    if (decoded !== match) edits.put(decoded, index, index + match.length, encodingBit('lookalike'));
  }
};

/** Runs in base64 whose bytes are text in ASCII. */
export const base64: Decoder = (text, edits) => {
  for (const { start, end } of base64Runs(text)) {
    const decoded = Buffer.from(text.slice(start, end), 'base64').toString('latin1');
    const [padding = ''] = /^={0,2}/.exec(text.slice(end, end + 2)) ?? [];
    if (/^[\t\n\r\x20-\x7e]+$/.test(decoded))
      edits.put(decoded, start, end + padding.length, encodingBit('base64'));
  }
};
