import type { Output } from '../output/index.ts';
import type { EvaluationResult } from './evaluation.ts';
import type { PiiPeer } from './peers/index.ts';
import { type Outcome, ours, outcomeOf } from './pii-redactors.ts';
import { readPiiRows } from './pii-rows.ts';
import { spanTallies } from './pii-spans.ts';
import { piiTypes, structuredTypes } from './pii-types.ts';
import { type Figures, figuresOf, sumOf, type Tally } from './tally.ts';

const columns = ['wanted', 'found', 'precision', 'recall', 'f1', 'f2'] as const;
const nameWidth = 34;
const width = 10;

const line = (name: string, cells: readonly (string | number)[]): string =>
  `  ${name.padEnd(nameWidth)}${cells.map((cell) => ` ${String(cell).padStart(width - 1)}`).join('')}`;

const cellsOf = (figures: Figures): readonly number[] => columns.map((column) => figures[column]);

/** The table of all types, with the share of values that each library takes out in the last columns. */
const printTypes = (
  output: Output,
  tallies: ReadonlyMap<string, Tally>,
  outcomes: readonly Outcome[],
): void => {
  output.line(line('personal data, exact spans', [...columns, ...outcomes.map(({ name }) => name)]));
  for (const [type, tally] of tallies)
    output.line(line(type, [...cellsOf(figuresOf(tally)), ...outcomes.map(({ gone }) => gone[type] ?? 0)]));
};

/**
 * Personal data: precision, recall, F1 and F2 by type for spans that agree to the character, the same over words
 * whatever their type, the share of values that are gone when every finding is redacted, and beside it what the peers
 * take out, what they leave of the other words, and how long a text takes.
 */
export const evaluatePii = async (
  output: Output,
  folder: string,
  peers: readonly PiiPeer[],
): Promise<EvaluationResult> => {
  const rows = await readPiiRows(folder);
  const { exact, words, others } = spanTallies(rows);
  const outcomes: Outcome[] = [];
  for (const library of [ours, ...peers]) outcomes.push(await outcomeOf(library, rows));
  const types = new Map([...exact].toSorted(([a], [b]) => a.localeCompare(b)));
  printTypes(output, types, outcomes);
  const sums: Readonly<Record<string, Figures>> = {
    'structured types': figuresOf(
      sumOf([...types].filter(([type]) => structuredTypes.has(type)).map(([, tally]) => tally)),
    ),
    'types with a rule': figuresOf(
      sumOf([...types].filter(([type]) => type in piiTypes).map(([, tally]) => tally)),
    ),
    'all types': figuresOf(sumOf(types.values())),
    'words of types with a rule': figuresOf(words.ruled),
    'words of all types': figuresOf(words.all),
  };
  for (const [name, figures] of Object.entries(sums)) output.line(line(name, cellsOf(figures)));
  const blank = columns.map(() => '');
  output.line(line('gone, of all values', [...blank, ...outcomes.map(({ goneOfAll }) => goneOfAll)]));
  output.line(line('other words kept', [...blank, ...outcomes.map(({ kept }) => kept)]));
  output.line(
    line('microseconds a text', [
      ...blank,
      ...outcomes.map(({ microsecondsPerText }) => microsecondsPerText),
    ]),
  );
  output.line(`  findings of types that the data do not have: ${JSON.stringify(others)}`);
  return {
    ...Object.fromEntries(
      [...types].map(([type, tally]) => [type, { ...figuresOf(tally), gone: outcomes[0]?.gone[type] }]),
    ),
    ...sums,
    redaction: Object.fromEntries(outcomes.map(({ name, ...outcome }) => [name, outcome])),
  };
};
