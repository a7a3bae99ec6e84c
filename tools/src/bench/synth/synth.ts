import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatSeconds, type Output } from '../../output/index.ts';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { median, rounded } from '../median.ts';
import { kustomizeSeconds } from './kustomize.ts';
import { type Run, run } from './measure.ts';

const rounds = 5;
const aimSeconds = 3;
const manyArms = 800;
const manyArmsAimSeconds = 60;
/** The services of the catalogue, for the program that is compared with. */
const services = 8;
/** What `kubectl apply -k` builds of the three environments and what they share. */
const folders = ['cluster', 'dev', 'staging', 'production'] as const;

const line = (label: string, { figures, seconds }: Run): string =>
  `${label}: ${formatSeconds(seconds * 1_000)} for ${figures.objects} objects (${Object.entries(figures)
    .filter(([name]) => name.endsWith('_ms'))
    .map(([name, took]) => `${name.replace('_ms', '')} ${formatSeconds(took)}`)
    .join(', ')})`;

const repeated = async (output: Output, signal: AbortSignal): Promise<readonly Run[]> => {
  const runs: Run[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const found = await run('main', [], signal);
    output.line(line(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`, found));
    if (round > 0) runs.push(found);
  }
  return runs;
};

/** What grows with the arms: one run at ten times as many, one at a hundred. */
const grown = async (output: Output, folder: string, signal: AbortSignal) => {
  const ten = await run('main', ['--arms', String(manyArms / 10), '--output', folder], signal);
  output.line(line(`${manyArms / 10} arms`, ten));
  const hundred = await run('main', ['--arms', String(manyArms)], signal);
  output.line(line(`${manyArms} arms`, hundred));
  return { ten, hundred };
};

const plainly = async (output: Output, signal: AbortSignal) => {
  const one = await run('plain', ['--services', String(services)], signal);
  const ten = await run('plain', ['--services', String(services * 10)], signal);
  output.line(line('plain cdk8s-plus-27', one));
  output.line(line('plain cdk8s-plus-27, ten times as many', ten));
  return { one, ten };
};

/** The figures of several runs, each by its median. */
const middleOf = (runs: readonly Run[]): Run => {
  const names = Object.keys(runs[0]?.figures ?? {});
  return {
    figures: Object.fromEntries(
      names.map((name) => [name, median(runs.map(({ figures }) => figures[name] ?? 0))]),
    ),
    seconds: median(runs.map(({ seconds }) => seconds)),
  };
};

/** Milliseconds of the program for one object. */
const perObject = ({ figures }: Run, ...names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (figures[name] ?? 0), 0) / (figures.objects ?? 1);

const everything = ['render_ms', 'read_ms', 'check_ms'] as const;

const measure = async (output: Output, folder: string, signal: AbortSignal): Promise<BenchmarkResult> => {
  const runs = await repeated(output, signal);
  const one = middleOf(runs);
  const { ten, hundred } = await grown(output, folder, signal);
  const plain = await plainly(output, signal);
  const kustomize = await kustomizeSeconds(folder, folders, signal);
  output.line(
    kustomize === undefined
      ? 'There is no kubectl on this machine: nothing to compare with.'
      : `kubectl kustomize over the objects of ${manyArms / 10} arms: ${formatSeconds(kustomize * 1_000)}`,
  );
  return {
    results: {
      rounds,
      objects: one.figures.objects ?? 0,
      total_s: rounded(one.seconds),
      render_ms: rounded(one.figures.render_ms ?? 0),
      read_ms: rounded(one.figures.read_ms ?? 0),
      check_ms: rounded(one.figures.check_ms ?? 0),
      processor_s: rounded((one.figures.processor_ms ?? 0) / 1_000),
      arms_80_s: rounded(ten.seconds),
      arms_800_s: rounded(hundred.seconds),
      arms_800_processor_s: rounded((hundred.figures.processor_ms ?? 0) / 1_000),
      object_ms: rounded(perObject(one, ...everything)),
      object_ms_at_80: rounded(perObject(ten, ...everything)),
      object_ms_at_800: rounded(perObject(hundred, ...everything)),
      plain_object_ms: rounded(perObject(plain.one, 'render_ms')),
      plain_object_ms_at_80: rounded(perObject(plain.ten, 'render_ms')),
      ...(kustomize === undefined ? {} : { kustomize_80_s: rounded(kustomize) }),
    },
    ratios: {
      total: rounded(aimSeconds / one.seconds),
      arms_800: rounded(manyArmsAimSeconds / hundred.seconds),
      linear_80_to_800: rounded(perObject(ten, ...everything) / perObject(hundred, ...everything)),
      render_to_plain_80: rounded(perObject(plain.ten, 'render_ms') / perObject(ten, 'render_ms')),
      ...(kustomize === undefined ? {} : { total_to_kustomize_80: rounded(kustomize / ten.seconds) }),
    },
  };
};

/** How long the manifests take to render and to be checked, and how that grows with the arms. */
export const synth: Benchmark = {
  name: 'synth',
  description: `a full render of every environment with all rules and schemas, process start included (aim ${aimSeconds} s, median of ${rounds} rounds), and with 80 and ${manyArms} arms (aim ${manyArmsAimSeconds} s); compared with a plain cdk8s-plus-27 program and with kubectl kustomize`,
  run: async (output, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'octollm-synth-'));
    try {
      return await measure(output, folder, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
