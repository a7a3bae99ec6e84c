import type { Severity } from '@octollm/contracts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { sourceOf } from './custom-pattern.ts';
import { CustomTypeError } from './custom-type-error.ts';
import { quote } from './quote.ts';

/** A type of personal data that a tenant adds by configuration. */
export interface CustomType {
  /** In snake_case, at most 64 characters; it is also the mask. */
  readonly name: string;
  readonly severity?: Severity;
  readonly redacted?: boolean;
  /** Words and phrases that are found as they are, whatever their case. At most 1,000, of at most 64 characters. */
  readonly words?: readonly string[];
  /** Patterns of one length each: see `sourceOf`. At most 20. */
  readonly patterns?: readonly string[];
  /** Words of which one must end within 40 characters before a match of a pattern. */
  readonly announcedBy?: readonly string[];
}

const limits = { words: 1_000, patterns: 20, characters: 64 };

const check = ({ name, words = [], patterns = [], announcedBy = [] }: CustomType): void => {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name))
    throw new CustomTypeError(`The name ${JSON.stringify(name)} is not in snake_case.`);
  if (words.length + patterns.length === 0)
    throw new CustomTypeError(`${name} has no words and no patterns.`);
  if (words.length > limits.words || announcedBy.length > limits.words || patterns.length > limits.patterns)
    throw new CustomTypeError(
      `${name} has too many words or patterns; ${limits.words} and ${limits.patterns} are allowed.`,
    );
  const long = [...words, ...announcedBy].find(
    (word) => word.trim() === '' || word.length > limits.characters,
  );
  if (long !== undefined)
    throw new CustomTypeError(
      `${name} has a word without or with more than ${limits.characters} characters.`,
    );
};

const anyOf = (sources: readonly string[], flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${sources.join('|')})(?![\\p{L}\\p{N}_])`, `${flags}iu`);

const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: value }) => ({ start: index, end: index + value.length }));

/** How far before a match of a pattern the announcing words may end, in characters. */
const reach = 40;

/** Tells whether announcing words end shortly before an offset. Offsets are to be asked in rising order. */
const announcedIn = (text: string, words: RegExp): ((start: number) => boolean) => {
  const ends = spansOf(text, words).map(({ end }) => end);
  let next = 0;
  return (start) => {
    while (next < ends.length && (ends[next] ?? 0) <= start) next += 1;
    const end = ends[next - 1];
    return end !== undefined && start - end <= reach;
  };
};

/**
 * A detector for a type of the caller's own: literal words, and patterns that are linear by construction. Regular
 * expressions are not taken.
 * @throws CustomTypeError when the type is not well formed
 */
export const customDetector = (type: CustomType): Detector => {
  check(type);
  const { name, severity = 'medium', redacted = false, words = [], patterns = [], announcedBy = [] } = type;
  // The longest first: an alternation takes the first that matches.
  const literals = words.toSorted((a, b) => b.length - a.length).map(quote);
  const phrases = literals.length === 0 ? undefined : anyOf(literals, 'g');
  const shapes = patterns.length === 0 ? undefined : anyOf(patterns.map(sourceOf), 'g');
  const announcing = announcedBy.length === 0 ? undefined : anyOf(announcedBy.map(quote), 'g');
  return {
    check: 'pii',
    type: name,
    severity,
    redacted,
    confidence: announcing === undefined ? confidence.distinctive : confidence.announced,
    detect(text) {
      const found: Span[] = phrases === undefined ? [] : [...spansOf(text, phrases)];
      if (shapes === undefined) return found;
      const isAnnounced = announcing === undefined ? () => true : announcedIn(text, announcing);
      for (const span of spansOf(text, shapes)) if (isAnnounced(span.start)) found.push(span);
      return found;
    },
  };
};
