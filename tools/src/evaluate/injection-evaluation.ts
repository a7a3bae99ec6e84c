import { detectInjection, type InjectionFinding } from '@octollm/guardrails';
import type { Output } from '../output/index.ts';
import type { EvaluationResult } from './evaluation.ts';
import { figureOf, type InjectionSample, readInjectionSamples } from './injection-samples.ts';
import { type Latency, timed } from './latency.ts';
import type { InjectionPeer } from './peers/index.ts';
import { formatShare, type Share, shareOf } from './wilson.ts';

/** Who judged all samples, and which of them were taken for attacks. */
interface Verdicts {
  readonly name: string;
  readonly isAttack: readonly boolean[];
  readonly latency: Latency;
}

const blocks = (findings: readonly InjectionFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'high' || severity === 'critical');

/** Ours twice: any finding, and one that blocks. */
const ourVerdicts = async (samples: readonly InjectionSample[]): Promise<readonly Verdicts[]> => {
  const { results, latency } = await timed(samples, ({ text, origin }) => detectInjection(text, { origin }));
  return [
    { name: 'flagged', isAttack: results.map((findings) => findings.length > 0), latency },
    { name: 'blocked', isAttack: results.map(blocks), latency },
  ];
};

const peerVerdicts = async (
  { name, detect }: InjectionPeer,
  samples: readonly InjectionSample[],
): Promise<Verdicts> => {
  const { results, latency } = await timed(samples, ({ text }) => detect(text));
  return { name, isAttack: results, latency };
};

const sharesOf = (
  figure: string,
  samples: readonly InjectionSample[],
  judges: readonly Verdicts[],
): Readonly<Record<string, Share>> => {
  const indexes = [...samples.keys()].filter((index) => {
    const sample = samples[index];
    return sample !== undefined && figureOf(sample) === figure;
  });
  return Object.fromEntries(
    judges.map(({ name, isAttack }) => [
      name,
      shareOf(indexes.filter((index) => isAttack[index] === true).length, indexes.length),
    ]),
  );
};

const nameWidth = 32;
const width = 31;
const row = (name: string, cells: readonly string[]): string =>
  `  ${name.padEnd(nameWidth)}${cells.map((cell) => cell.padEnd(width)).join('')}`.trimEnd();

/**
 * Recall for attacks and false positives for other texts, by set, with intervals of 95 %: of any finding (`flagged`), of
 * one that is high or critical (`blocked`), and of the peers; and how long a text takes.
 */
export const evaluateInjection = async (
  output: Output,
  folder: string,
  peers: readonly InjectionPeer[] = [],
): Promise<EvaluationResult> => {
  const samples = await readInjectionSamples(folder);
  const judges = [...(await ourVerdicts(samples))];
  for (const peer of peers) judges.push(await peerVerdicts(peer, samples));
  output.line(
    row(
      'injection: share of texts',
      judges.map(({ name }) => name),
    ),
  );
  const results: Record<string, unknown> = {};
  for (const figure of [...new Set(samples.map(figureOf))].toSorted()) {
    const shares = sharesOf(figure, samples, judges);
    results[figure] = shares;
    output.line(row(figure, Object.values(shares).map(formatShare)));
  }
  const latency = Object.fromEntries(
    judges.filter(({ name }) => name !== 'blocked').map((judge) => [judge.name, judge.latency]),
  );
  for (const [name, { median_us, p95_us }] of Object.entries(latency))
    output.line(`  ${name === 'flagged' ? 'ours' : name}: median ${median_us} us, p95 ${p95_us} us a text`);
  return { ...results, latency };
};
