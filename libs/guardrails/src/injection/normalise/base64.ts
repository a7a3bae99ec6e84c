import type { Span } from '../../detector.ts';
import { printableText, textShare } from './printable.ts';
import { isMixed, shortestRun } from './runs.ts';

const notEncoded = /[=\s]/g;

/**
 * The text behind base64, also broken by white space, or undefined when there is none. Padding is often lost, and
 * Buffer takes both alphabets. One character more than whole groups holds no byte.
 */
export const decodeBase64 = (part: string): string | undefined =>
  (part.length - (part.match(notEncoded)?.length ?? 0)) % 4 === 1
    ? undefined
    : printableText(Buffer.from(part, 'base64'), textShare);

/** A run with the padding after it. */
const padded = (text: string, { start, end }: Span): Span => {
  let last = end;
  while (last < end + 2 && text.charAt(last) === '=') last += 1;
  return { start, end: last };
};

const isDecodable = (text: string, { start, end }: Span): boolean =>
  decodeBase64(text.slice(start, end)) !== undefined;

const gap = /^(?:\r\n|\s)$/;
/** What is left for the last line may be short. */
const lastLine = /(?:\r\n|\s)[\w+/-]{2,}/y;

/** Runs that stand apart by one white space each, as lines of one text do. */
const chainsOf = (text: string, runs: readonly Span[]): readonly (readonly Span[])[] => {
  const chains: Span[][] = [];
  let last: Span[] | undefined;
  for (const run of runs) {
    const before = last?.at(-1);
    if (before !== undefined && run.start - before.end <= 2 && gap.test(text.slice(before.end, run.start)))
      last?.push(run);
    else chains.push((last = [run]));
  }
  return chains;
};

/** A chain as one part, with its last line or without, when that is text. */
const joined = (text: string, chain: readonly Span[]): Span | undefined => {
  const [start, end] = [chain[0]?.start ?? 0, chain.at(-1)?.end ?? 0];
  lastLine.lastIndex = end;
  const more = lastLine.test(text) ? [{ start, end: lastLine.lastIndex }] : [];
  const whole = chain.length > 1 ? [{ start, end }] : [];
  return [...more, ...whole].map((span) => padded(text, span)).find((span) => isDecodable(text, span));
};

/** The parts of a run between slashes, as in the path of an address. */
const segmentsOf = (text: string, { start, end }: Span): readonly Span[] => {
  const segments: Span[] = [];
  for (let from = start; from < end; ) {
    const slash = text.indexOf('/', from);
    const to = slash < 0 || slash > end ? end : slash;
    if (to - from >= shortestRun) segments.push({ start: from, end: to });
    from = to + 1;
  }
  return segments;
};

/**
 * The parts of a text that are base64, by its long runs: several that white space breaks when they are text together,
 * otherwise each, otherwise what stands between slashes in it.
 */
export const base64Spans = function* (text: string, runs: readonly Span[]): Generator<Span> {
  for (const chain of chainsOf(
    text,
    runs.filter((run) => isMixed(text, run)),
  )) {
    const whole = joined(text, chain);
    if (whole !== undefined) {
      yield whole;
      continue;
    }
    for (const run of chain) {
      const alone = padded(text, run);
      if (isDecodable(text, alone)) yield alone;
      else yield* segmentsOf(text, run).map((span) => padded(text, span));
    }
  }
};
