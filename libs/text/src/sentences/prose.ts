import { innerAbbreviations, numberAbbreviations } from './abbreviations.ts';

/** A stretch of a text. Offsets are UTF-16 code units. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What ends a sentence, with the quotes and brackets that close after it and the citations that belong to it. */
const ending = /(?:[.!?…]+["'”’)\]*_`]*|[。！？]+[」』”]*)((?:\s*\[\d{1,3}\])*)/gu;
const lastWord = /[\p{L}\p{N}.]+$/u;
const initial = /(?:^|[\s.])\p{Lu}$/u;
/** A word of more than this many letters is no abbreviation; looking back no further keeps a long text linear. */
const lookBack = 16;

const startsSentence = (rest: string): boolean => /^(?:["'“‘(*_`[#]|\p{Lu}|\p{N}|\p{Lo})/u.test(rest);

const isAbbreviation = (before: string, rest: string): boolean => {
  const word = lastWord.exec(before)?.[0].toLowerCase() ?? '';
  if (numberAbbreviations.has(word)) return /^\p{N}/u.test(rest);
  return innerAbbreviations.has(word) || initial.test(before);
};

const isBoundary = (text: string, match: RegExpExecArray): boolean => {
  const at = match.index + match[0].length;
  if (at >= text.length) return true;
  if (/^[。！？]/u.test(match[0])) return true;
  const gap = /^\s+/.exec(text.slice(at, at + 64))?.[0].length ?? 0;
  if (gap === 0) return false;
  const rest = text.slice(at + gap, at + gap + 2);
  if (match[1] === '' && match[0].startsWith('.') && !match[0].startsWith('..')) {
    const before = text.slice(Math.max(0, match.index - lookBack), match.index);
    if (isAbbreviation(before, rest)) return false;
  }
  return startsSentence(rest);
};

const trimmed = (text: string, start: number, end: number, offset: number): Span[] => {
  const raw = text.slice(start, end);
  const body = raw.trim();
  if (body === '') return [];
  const from = start + raw.indexOf(body);
  return [{ text: body, start: offset + from, end: offset + from + body.length }];
};

/**
 * Cuts running text into sentences. Abbreviations, initials, decimals and version numbers do not end one; a citation
 * such as `[2]` after the full stop belongs to the sentence before it.
 *
 * @param offset added to the offsets of the sentences
 */
export const proseSentences = (text: string, offset = 0): Span[] => {
  const found: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(ending)) {
    if (!isBoundary(text, match)) continue;
    const end = match.index + match[0].length;
    found.push(...trimmed(text, start, end, offset));
    start = end;
  }
  found.push(...trimmed(text, start, text.length, offset));
  return found;
};
