import { scan } from '@octollm/guardrails';
import type { PiiRow } from './pii-rows.ts';
import { piiTypes } from './pii-types.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What the spans of findings say about the data. */
export interface SpanTallies {
  /** By type of the data: spans that agree to the character. */
  readonly exact: ReadonlyMap<string, Tally>;
  /** Words that are a part of a value of some type, whichever: how presidio-research counts. */
  readonly words: { readonly ruled: Tally; readonly all: Tally };
  /** Findings by types that the data do not have. */
  readonly others: Readonly<Record<string, number>>;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

const covers = (parts: readonly Part[], { start, end }: Part): boolean =>
  parts.some((part) => part.start < end && part.end > start);

const count = (tally: Tally, isWanted: boolean, isFound: boolean): void => {
  if (isWanted) tally.wanted += 1;
  if (isFound) tally.found += 1;
  if (isWanted && isFound) tally.right += 1;
};

const nameOf = (type: string): string | undefined =>
  Object.keys(piiTypes).find((name) => piiTypes[name]?.includes(type));

/** Compares the findings in all texts with the spans of the data. */
export const spanTallies = (rows: readonly PiiRow[]): SpanTallies => {
  const exact = new Map<string, Tally>();
  const words = { ruled: emptyTally(), all: emptyTally() };
  const others: Record<string, number> = {};
  const tallyOf = (type: string): Tally => {
    const tally = exact.get(type) ?? emptyTally();
    exact.set(type, tally);
    return tally;
  };
  for (const { text, spans } of rows) {
    const findings = scan(text, ['pii']);
    for (const { type, start, end } of spans) {
      const tally = tallyOf(type);
      const names = piiTypes[type] ?? [];
      tally.wanted += 1;
      if (findings.some((found) => names.includes(found.type) && found.start === start && found.end === end))
        tally.right += 1;
    }
    for (const { type } of findings) {
      const name = nameOf(type);
      if (name === undefined) others[type] = (others[type] ?? 0) + 1;
      else tallyOf(name).found += 1;
    }
    const ruled = spans.filter(({ type }) => type in piiTypes);
    for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const part = { start: index, end: index + word.length };
      const isFound = covers(findings, part);
      count(words.all, covers(spans, part), isFound);
      if (!covers(spans, part) || covers(ruled, part)) count(words.ruled, covers(ruled, part), isFound);
    }
  }
  return { exact, words, others };
};
