import { redact, scan } from '@octollm/guardrails';
import type { PiiPeer } from './peers/index.ts';
import type { PiiRow } from './pii-rows.ts';
import { ratio, rounded } from './tally.ts';

/** Ours, with every type redacted, behind the interface of the peers. */
export const ours: PiiPeer = {
  name: 'ours',
  redact: (text) => Promise.resolve(redact(text, scan(text, ['pii', 'secrets']))),
};

/** What became of the texts. */
export interface Outcome {
  readonly name: string;
  /** By type: the share of values that do not occur in the redacted text. */
  readonly gone: Readonly<Record<string, number>>;
  /** Over all types. */
  readonly goneOfAll: number;
  /** The share of words outside of personal data that are still there. */
  readonly kept: number;
  readonly microsecondsPerText: number;
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many of some words a text has, each as often as it stands there. */
const countKept = (words: readonly string[], text: string): number => {
  const left = new Map<string, number>();
  for (const word of wordsOf(text)) left.set(word, (left.get(word) ?? 0) + 1);
  let kept = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count > 0) kept += 1;
    left.set(word, count - 1);
  }
  return kept;
};

const wordsOutside = ({ text, spans }: PiiRow): readonly string[] => {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(from, start));
    from = end;
  }
  return wordsOf([...parts, text.slice(from)].join(' '));
};

const rounds = 4;

/** Lets a library redact all texts and counts what is gone and what is left. */
export const outcomeOf = async (
  { name, redact: hide }: PiiPeer,
  rows: readonly PiiRow[],
): Promise<Outcome> => {
  let hidden: string[] = [];
  let fastest = Number.POSITIVE_INFINITY;
  // The first round is for the compiler, and other processes disturb some of the others.
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    hidden = [];
    for (const { text } of rows) hidden.push(await hide(text));
    fastest = Math.min(fastest, performance.now() - started);
  }
  const microsecondsPerText = Math.round((fastest / rows.length) * 1_000);
  const counts = new Map<string, { wanted: number; gone: number }>();
  let [others, kept] = [0, 0];
  for (const [index, row] of rows.entries()) {
    const text = hidden[index] ?? '';
    for (const { type, value } of row.spans) {
      const count = counts.get(type) ?? { wanted: 0, gone: 0 };
      counts.set(type, { wanted: count.wanted + 1, gone: count.gone + (text.includes(value) ? 0 : 1) });
    }
    const words = wordsOutside(row);
    others += words.length;
    kept += countKept(words, text);
  }
  const all = [...counts.values()];
  return {
    name,
    gone: Object.fromEntries(
      [...counts].map(([type, count]) => [type, rounded(ratio(count.gone, count.wanted))]),
    ),
    goneOfAll: rounded(
      ratio(
        all.reduce((sum, { gone }) => sum + gone, 0),
        all.reduce((sum, { wanted }) => sum + wanted, 0),
      ),
    ),
    kept: rounded(ratio(kept, others)),
    microsecondsPerText,
  };
};
