import type { Span } from '../../detector.ts';
import { base64Spans, decodeBase64 } from './base64.ts';
import { bitOf, type Decoding } from './decoding.ts';
import { type DerivedText, TextBuilder } from './derived-text.ts';
import { printableText, textShare } from './printable.ts';
import { holdsHex, holdsSpacedPairs, longRuns } from './runs.ts';

interface Layer {
  readonly decoding: Decoding;
  /** Where something may be encoded. What is found never becomes longer when it is decoded. */
  readonly find: (text: string, runs: readonly Span[]) => Iterable<Span>;
  /** The text behind a part, or undefined when there is none. */
  readonly decode: (part: string) => string | undefined;
}

const nothing: readonly Span[] = [];

/** @param pattern linear, with the flag `g` */
const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: match }) => ({ start: index, end: index + match.length }));

const bytesOfHex = (digits: string): Uint8Array => Buffer.from(digits, 'hex');

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  Tab: '\t',
  NewLine: '\n',
  lowbar: '_',
};

const ofCodePoint = (codePoint: number): string | undefined =>
  codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff)
    ? String.fromCodePoint(codePoint)
    : undefined;

const decodeEntity = (entity: string): string | undefined => {
  // Browsers take numbers without the semicolon too.
  const name = entity.slice(1).replace(/;$/, '');
  if (!name.startsWith('#')) return entities[name];
  return ofCodePoint(
    /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10),
  );
};

/** Of the groups of an escape, the one in octal. */
const octalGroup = 3;

const decodeEscapes = (escapes: string): string | undefined =>
  escapes.replaceAll(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|([0-3][0-7]{2}))/gi,
    (whole, ...groups: unknown[]) => {
      const at = groups.findIndex((group) => typeof group === 'string');
      return ofCodePoint(Number.parseInt(String(groups[at]), at === octalGroup ? 8 : 16)) ?? whole;
    },
  );

const decodeHex = (match: string): string | undefined =>
  printableText(bytesOfHex(match.replace(/^0x/i, '').replaceAll(/[^\da-f]/gi, '')), textShare);

const layers: readonly Layer[] = [
  {
    decoding: 'percent',
    find: (text) => (text.includes('%') ? spansOf(text, /(?:%[\da-f]{2})+/gi) : nothing),
    decode: (part) => printableText(bytesOfHex(part.replaceAll('%', '')), 0),
  },
  {
    decoding: 'entity',
    find: (text) =>
      text.includes('&') ? spansOf(text, /&(?:#\d{1,7};?|#x[\da-f]{1,6};?|[A-Za-z]{2,8};)/gi) : nothing,
    decode: decodeEntity,
  },
  {
    decoding: 'escape',
    find: (text) =>
      text.includes('\\')
        ? spansOf(text, /(?:\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[0-3][0-7]{2}))+/gi)
        : nothing,
    decode: decodeEscapes,
  },
  {
    decoding: 'hex',
    find: (text, runs) =>
      runs.some((run) => holdsHex(text, run))
        ? spansOf(text, /(?<![\da-z])(?:0x)?(?:[\da-f]{2}){6,}(?![\da-z])/gi)
        : nothing,
    decode: decodeHex,
  },
  {
    decoding: 'hex',
    find: (text) =>
      holdsSpacedPairs(text)
        ? spansOf(text, /(?<![\da-z])(?:[\da-f]{2}[ :,-]){6,}[\da-f]{2}(?![\da-z])/gi)
        : nothing,
    decode: decodeHex,
  },
  {
    decoding: 'base64',
    find: base64Spans,
    decode: decodeBase64,
  },
];

const decodeWith = (
  source: DerivedText,
  runs: readonly Span[],
  { decoding, find, decode }: Layer,
): DerivedText => {
  let builder: TextBuilder | undefined;
  let from = 0;
  for (const { start, end } of find(source.text, runs)) {
    const part = source.text.slice(start, end);
    const text = decode(part);
    if (text === undefined || text === part) continue;
    builder ??= new TextBuilder(source);
    builder.copy(from, start);
    builder.put(text, start, end, bitOf(decoding));
    from = end;
  }
  if (builder === undefined) return source;
  builder.copy(from, source.text.length);
  return builder.build();
};

/** One layer less. What one decoding leaves is what the next one sees, so the runs are looked for again then. */
const decodedOnce = (source: DerivedText): DerivedText => {
  let last = source;
  let runs = longRuns(last.text);
  for (const layer of layers) {
    const next = decodeWith(last, runs, layer);
    if (next === last) continue;
    last = next;
    runs = longRuns(last.text);
  }
  return last;
};

/** Whoever wraps deeper than this has no model left that unwraps it. */
export const maxDepth = 6;

/**
 * The text and what it becomes when everything in it that is encoded is decoded, again and again until nothing is left
 * or `maxDepth` is reached. No layer is longer than the one before, so that all together are bounded by the text.
 */
export const decodedLayers = (source: DerivedText): readonly DerivedText[] => {
  const all = [source];
  for (let depth = 0, last = source; depth < maxDepth; depth += 1) {
    const next = decodedOnce(last);
    if (next === last) break;
    all.push(next);
    last = next;
  }
  return all;
};
