import {
  citationMarkers,
  type Sentence,
  saysNotFound,
  sentences,
  terms,
  withoutMarkers,
} from '@octollm/text';

/** A stretch of a claim up to the citations that follow it. */
export interface Segment {
  readonly text: string;
  /** Those that follow at once; those of the whole claim for what stands after the last ones. */
  readonly cites: readonly number[];
}

/** Something the answer says. */
export interface Claim {
  /** Without citation markers. */
  readonly text: string;
  /** Where it stands: `output[12:80]`, in UTF-16 code units. */
  readonly location: string;
  /** The citations it gives: its own, or else the next ones in its paragraph. */
  readonly cites: readonly number[];
  readonly segments: readonly Segment[];
}

const isMarkersOnly = (sentence: Sentence): boolean =>
  sentence.kind !== 'code' && withoutMarkers(` ${sentence.text}`).trim() === '';

const markersOf = (sentence: Sentence | undefined): number[] =>
  sentence === undefined || sentence.kind === 'code'
    ? []
    : citationMarkers(sentence.text).map(({ index }) => index);

/** Citations follow what they are for: `It is long. It is old. [1]` cites one passage for both sentences. */
const citesOf = (all: readonly Sentence[], at: number): number[] => {
  const own = markersOf(all[at]);
  if (own.length > 0) return own;
  for (const later of all.slice(at + 1)) {
    if (later.block !== all[at]?.block && !isMarkersOnly(later)) return [];
    const found = markersOf(later);
    if (found.length > 0) return found;
  }
  return [];
};

const segmentsOf = (text: string, cites: readonly number[]): Segment[] => {
  const segments: { text: string; cites: number[] }[] = [];
  let start = 0;
  for (const { index, start: at, end } of citationMarkers(text)) {
    const said = text.slice(start, at);
    const last = segments.at(-1);
    if (last !== undefined && terms(said).length === 0) last.cites.push(index);
    else segments.push({ text: said, cites: [index] });
    start = end;
  }
  const rest = text.slice(start);
  if (terms(rest).length > 0) segments.push({ text: rest, cites: [...cites] });
  return segments;
};

/** What an answer says, sentence by sentence. Headings, of tables too, and saying that the sources do not answer, are no claims. */
export const claimsOf = (output: string, goal: string): Claim[] => {
  const all = sentences(output);
  return all.flatMap((sentence, at) => {
    const text = sentence.kind === 'code' ? sentence.text : withoutMarkers(sentence.text).trim();
    const says =
      sentence.kind !== 'heading' &&
      sentence.kind !== 'header' &&
      terms(text).length > 0 &&
      !saysNotFound(text, goal);
    if (!says) return [];
    const cites = citesOf(all, at);
    const segments = sentence.kind === 'code' ? [{ text, cites }] : segmentsOf(sentence.text, cites);
    return [{ text, location: `output[${sentence.start}:${sentence.end}]`, cites, segments }];
  });
};
