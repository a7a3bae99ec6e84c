import { join } from 'node:path';
import { scan } from '@octollm/guardrails';
import { z } from 'zod';
import type { Output } from '../output/index.ts';
import type { EvaluationResult } from './evaluation.ts';
import { readJsonLines } from './json-lines.ts';

const Row = z.object({
  text: z.string(),
  spans: z.array(
    z.object({
      entity_type: z.string(),
      entity_value: z.string(),
      start_position: z.number(),
      end_position: z.number(),
    }),
  ),
});

/** What the data call the types that have a detector. The others have none, and count as missed over all types. */
const ours: Readonly<Record<string, readonly string[]>> = {
  CREDIT_CARD: ['payment_card'],
  PHONE_NUMBER: ['phone_number'],
  EMAIL_ADDRESS: ['email'],
  IBAN_CODE: ['iban'],
  IP_ADDRESS: ['ipv4_address', 'ipv6_address'],
  US_SSN: ['us_ssn'],
  US_DRIVER_LICENSE: ['us_driver_license'],
};

interface Tally {
  wanted: number;
  exact: number;
  gone: number;
  found: number;
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Precision and recall with recall counted `beta` times as much (van Rijsbergen 1979). */
const fScore = (precision: number, recall: number, beta: number): number =>
  ratio((1 + beta ** 2) * precision * recall, beta ** 2 * precision + recall);

const figuresOf = ({ wanted, exact, gone, found }: Tally) => {
  const precision = ratio(exact, found);
  const recall = ratio(exact, wanted);
  return {
    wanted,
    found,
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(fScore(precision, recall, 1)),
    f2: rounded(fScore(precision, recall, 2)),
    gone: rounded(ratio(gone, wanted)),
  };
};

const lineOf = (name: string, figures: ReturnType<typeof figuresOf>): string =>
  `  ${name.padEnd(20)} ${[figures.wanted, figures.found, figures.precision, figures.recall, figures.f1, figures.f2, figures.gone].map((value) => String(value).padStart(8)).join('')}`;

const sum = (tallies: readonly Tally[]): Tally => ({
  wanted: tallies.reduce((total, { wanted }) => total + wanted, 0),
  exact: tallies.reduce((total, { exact }) => total + exact, 0),
  gone: tallies.reduce((total, { gone }) => total + gone, 0),
  found: tallies.reduce((total, { found }) => total + found, 0),
});

/**
 * Precision, recall, F1 and F2 by type for spans that agree to the character, and the share of values that would be
 * gone if every finding of whatever type were redacted.
 */
export const evaluatePii = async (output: Output, folder: string): Promise<EvaluationResult> => {
  const rows = await readJsonLines(join(folder, 'pii.jsonl'), Row);
  const types = [...new Set(rows.flatMap(({ spans }) => spans.map((span) => span.entity_type)))].toSorted();
  const tallies = new Map(
    types.map((type): [string, Tally] => [type, { wanted: 0, exact: 0, gone: 0, found: 0 }]),
  );
  const others: Record<string, number> = {};
  for (const { text, spans } of rows) {
    // The data count code points, we count UTF-16 units.
    const points = Array.from(text);
    const unit = (point: number): number => points.slice(0, point).join('').length;
    const findings = scan(text, ['pii']);
    for (const span of spans) {
      const tally = tallies.get(span.entity_type);
      if (tally === undefined) continue;
      const [start, end] = [unit(span.start_position), unit(span.end_position)];
      const names = ours[span.entity_type] ?? [];
      tally.wanted += 1;
      if (findings.some((found) => names.includes(found.type) && found.start === start && found.end === end))
        tally.exact += 1;
      if (findings.some((found) => found.start <= start && found.end >= end)) tally.gone += 1;
    }
    for (const { type } of findings) {
      const name = Object.keys(ours).find((key) => ours[key]?.includes(type));
      const tally = name === undefined ? undefined : tallies.get(name);
      if (tally === undefined) others[type] = (others[type] ?? 0) + 1;
      else tally.found += 1;
    }
  }
  const results: Record<string, unknown> = {};
  output.line(
    `personal data, exact spans:  ${['wanted', 'found', 'prec.', 'recall', 'F1', 'F2', 'gone']
      .map((title) => title.padStart(8))
      .join('')
      .slice(6)}`,
  );
  const row = (name: string, tally: Tally): void => {
    const figures = figuresOf(tally);
    results[name] = figures;
    output.line(lineOf(name, figures));
  };
  for (const [type, tally] of tallies) row(type, tally);
  row('types with a rule', sum([...tallies].filter(([type]) => type in ours).map(([, tally]) => tally)));
  row('all types', sum([...tallies.values()]));
  output.line(`  findings of types that the data do not have: ${JSON.stringify(others)}`);
  return results;
};
