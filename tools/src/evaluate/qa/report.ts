import type { Output } from '../../output/index.ts';
import type { Share } from '../wilson.ts';
import { parts } from './labelled-question.ts';
import { type byPart, rows, type Shares } from './shares.ts';
import type { Outcome } from './try-behaviour.ts';

const nameWidth = 34;
const width = 15;

const line = (name: string, cells: readonly string[]): string =>
  `    ${name.padEnd(nameWidth)}${cells.map((cell) => cell.padStart(width)).join('')}`;

/** `0.917 11/12`, or a dash of nothing. */
const cell = ({ share, hits, total }: Share): string =>
  total === 0 ? '-' : `${share.toFixed(3)} ${hits}/${total}`;

const columns: readonly (readonly [keyof Shares, string])[] = [
  ['accuracy', 'right'],
  ['refusals', 'refused right'],
  ['exact_citations', 'cited exactly'],
  ['resolved_citations', 'cites resolve'],
  ['facts', 'facts held'],
];

/** Prints how well somebody has answered, by part and class. */
export const printShares = (output: Output, name: string, shares: ReturnType<typeof byPart>): void => {
  for (const part of parts) {
    output.line(`  ${name}, ${part} part`);
    output.line(
      line(
        '',
        columns.map(([, heading]) => heading),
      ),
    );
    for (const row of rows)
      output.line(
        line(
          row,
          columns.map(([column]) => cell(shares[part][row][column])),
        ),
      );
  }
};

/** Prints what became of the answers of a model, a line for each way to answer. */
export const printOutcomes = (output: Output, outcomes: Readonly<Record<string, Outcome>>): void => {
  output.line('  a model that');
  output.line(line('', ['arm stops it', 'judge finds it', 'arm warns', 'passes all', 'right at last']));
  for (const [name, { stopped, flagged, warned, passed, accuracy }] of Object.entries(outcomes))
    output.line(line(name, [stopped, flagged, warned, passed, accuracy].map(cell)));
};
