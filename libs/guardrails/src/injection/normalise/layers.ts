import { bitOf, type Decoding } from './decoding.ts';
import { type DerivedText, TextBuilder } from './derived-text.ts';
import { printableText, textShare } from './printable.ts';

interface Layer {
  readonly decoding: Decoding;
  /** Linear, with the flag `g`. What it matches never becomes longer when it is decoded. */
  readonly pattern: RegExp;
  /** What a text must hold for the pattern to be tried at all. */
  readonly hint: RegExp;
  /** The text behind a match, or undefined when it is none. */
  readonly decode: (match: string) => string | undefined;
}

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
  const name = entity.slice(1, -1);
  if (!name.startsWith('#')) return entities[name];
  return ofCodePoint(
    /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10),
  );
};

const decodeEscapes = (escapes: string): string | undefined =>
  escapes.replaceAll(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2}))/gi,
    (whole, ...groups: unknown[]) => {
      const digits = groups.slice(0, 3).find((group) => typeof group === 'string');
      return ofCodePoint(Number.parseInt(String(digits), 16)) ?? whole;
    },
  );

const decodeHex = (match: string): string | undefined =>
  printableText(bytesOfHex(match.replace(/^0x/i, '').replaceAll(/[^\da-f]/gi, '')), textShare);

const longRun = /[\w+/-]{12}/;

const layers: readonly Layer[] = [
  {
    decoding: 'percent',
    hint: /%/,
    pattern: /(?:%[\da-f]{2})+/gi,
    decode: (match) => printableText(bytesOfHex(match.replaceAll('%', '')), 0),
  },
  {
    decoding: 'entity',
    hint: /&/,
    pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[A-Za-z]{2,8});/gi,
    decode: decodeEntity,
  },
  {
    decoding: 'escape',
    hint: /\\/,
    pattern: /(?:\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}))+/gi,
    decode: decodeEscapes,
  },
  {
    decoding: 'hex',
    hint: /[\da-f]{12}/i,
    pattern: /(?<![\da-z])(?:0x)?(?:[\da-f]{2}){6,}(?![\da-z])/gi,
    decode: decodeHex,
  },
  {
    decoding: 'hex',
    hint: /[\da-f]{2}[ :,-][\da-f]{2}[ :,-][\da-f]{2}[ :,-]/i,
    pattern: /(?<![\da-z])(?:[\da-f]{2}[ :,-]){6,}[\da-f]{2}(?![\da-z])/gi,
    decode: decodeHex,
  },
  {
    decoding: 'base64',
    hint: longRun,
    pattern: /(?<![\w+/-])[\w+/-]{12,}={0,2}/g,
    // Padding is often lost, and Buffer takes both alphabets. One character more than whole groups holds no byte.
    decode: (match) =>
      match.replaceAll('=', '').length % 4 === 1
        ? undefined
        : printableText(Buffer.from(match, 'base64'), textShare),
  },
];

const decodeWith = (source: DerivedText, { decoding, hint, pattern, decode }: Layer): DerivedText => {
  if (!hint.test(source.text)) return source;
  let builder: TextBuilder | undefined;
  let from = 0;
  for (const { index, 0: match } of source.text.matchAll(pattern)) {
    const text = decode(match);
    if (text === undefined || text === match) continue;
    builder ??= new TextBuilder(source);
    builder.copy(from, index);
    from = index + match.length;
    builder.put(text, index, from, bitOf(decoding));
  }
  if (builder === undefined) return source;
  builder.copy(from, source.text.length);
  return builder.build();
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
    const next = layers.reduce(decodeWith, last);
    if (next === last) break;
    all.push(next);
    last = next;
  }
  return all;
};
