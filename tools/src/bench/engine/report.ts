import type { BenchmarkResult } from '../benchmark.ts';
import { rounded } from '../median.ts';
import { stepCount } from './graph.ts';
import type { Sample } from './measure/sample.ts';
import type { AcceptanceFigures, PlatformFigures } from './platform-figures.ts';
import type { Medians } from './rounds.ts';

type Figures = Readonly<Record<string, number>>;

/** What is ours, what is the floor, and what is compared with ours. */
const ours = 'octollm';
const floor = 'floor';
const peers = ['langgraph', 'dbos', 'mastra', 'bullmq'];

const prefixed = (prefix: string, figures: Figures): [string, number][] =>
  Object.entries(figures).map(([figure, value]) => [`${prefix}_${figure}`, rounded(value)]);

const figuresOf = (sample: Sample): Figures => ({
  tasks_per_s: sample.tasksPerSecond,
  p50_ms: sample.p50,
  p95_ms: sample.p95,
  cpu_ms: sample.cpu,
  postgres_cpu_ms: sample.postgresCpu,
  redis_cpu_ms: sample.redisCpu,
  tools_cpu_ms: sample.toolsCpu,
});

const acceptanceOf = ({ p50, p95, p99, refused }: AcceptanceFigures): Figures => ({
  p50_ms: p50,
  p95_ms: p95,
  p99_ms: p99,
  refused,
});

/** The medians as figures by name: contender, tasks in flight, figure. */
export const runFigures = (medians: ReadonlyMap<string, Medians>): Figures =>
  Object.fromEntries(
    [...medians].flatMap(([name, byLoad]) =>
      [...byLoad].flatMap(([inFlight, sample]) => prefixed(`${name}_${inFlight}`, figuresOf(sample))),
    ),
  );

/** What a step costs above the bare call of its tool, in milliseconds, for a task that is alone. */
export const overheadFigures = (medians: ReadonlyMap<string, Medians>): Figures => {
  const bare = medians.get(floor)?.get(1);
  if (bare === undefined) return {};
  return Object.fromEntries(
    [...medians].flatMap(([name, byLoad]) => {
      const alone = byLoad.get(1);
      return alone === undefined || name === floor
        ? []
        : prefixed(name, { overhead_per_step_ms: (alone.p50 - bare.p50) / stepCount });
    }),
  );
};

/** The most tasks a second, at whatever number in flight. */
export const saturationFigures = (medians: ReadonlyMap<string, Medians>): Figures =>
  Object.fromEntries(
    [...medians].flatMap(([name, byLoad]) =>
      prefixed(name, {
        saturation_tasks_per_s: Math.max(...[...byLoad.values()].map((sample) => sample.tasksPerSecond)),
      }),
    ),
  );

/** The API's times and the growth with a second replica. */
export const platformFigures = (figures: PlatformFigures): Figures =>
  Object.fromEntries([
    ...prefixed('api_accept', acceptanceOf(figures.alone)),
    ...prefixed('api_accept_loaded', acceptanceOf(figures.loaded)),
    ...prefixed('one_replica', figuresOf(figures.oneReplica)),
    ...prefixed('two_replicas', figuresOf(figures.twoReplicas)),
    ...prefixed('second_replica', {
      growth: figures.twoReplicas.tasksPerSecond / figures.oneReplica.tasksPerSecond,
    }),
  ]);

/** Our tasks a second over those of each peer that ran, at one number of tasks in flight. Above 1 we do more. */
export const ratiosOf = (
  medians: ReadonlyMap<string, Medians>,
  inFlight: number,
): BenchmarkResult['ratios'] => {
  const own = medians.get(ours)?.get(inFlight);
  if (own === undefined) return {};
  return Object.fromEntries(
    peers.flatMap((name) => {
      const theirs = medians.get(name)?.get(inFlight);
      return theirs === undefined ? [] : [[name, rounded(own.tasksPerSecond / theirs.tasksPerSecond)]];
    }),
  );
};
