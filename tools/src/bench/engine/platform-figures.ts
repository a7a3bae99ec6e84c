import type { Output } from '../../output/index.ts';
import { quantile } from '../measure/quantile.ts';
import { median } from '../median.ts';
import type { RunningArena } from './arena.ts';
import type { AcceptanceLoad, PlatformMeasures, RunningContender } from './contender.ts';
import { medianSample, type Sample, takeSample } from './measure/sample.ts';
import type { EngineOptions } from './options.ts';

/** Accepting tasks, in milliseconds; `refused` counts answers other than 202. */
export interface AcceptanceFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly refused: number;
}

export interface PlatformFigures {
  /** With nothing else to do but the tasks that are accepted. */
  readonly alone: AcceptanceFigures;
  /** While other clients keep tasks in flight. */
  readonly loaded: AcceptanceFigures;
  readonly oneReplica: Sample;
  readonly twoReplicas: Sample;
}

/** The rate at which the acceptance of tasks is to stay fast. */
const perSecond = 200;

const acceptanceOf = async (
  platform: PlatformMeasures,
  rounds: number,
  load: AcceptanceLoad,
): Promise<AcceptanceFigures> => {
  const played: AcceptanceFigures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { latencies, refused } = await platform.accept(load);
    const at = (share: number): number => (latencies.length === 0 ? Number.NaN : quantile(latencies, share));
    played.push({ p50: at(0.5), p95: at(0.95), p99: at(0.99), refused });
  }
  const middle = (field: keyof AcceptanceFigures): number => median(played.map((round) => round[field]));
  return { p50: middle('p50'), p95: middle('p95'), p99: middle('p99'), refused: middle('refused') };
};

const shown = ({ p50, p95, p99, refused }: AcceptanceFigures): string =>
  `p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms${refused === 0 ? '' : `  ${refused} refused`}`;

/** Measures the API and what a second replica adds: one replica and two in turn. */
export const measurePlatform = async (
  name: string,
  contender: RunningContender,
  platform: PlatformMeasures,
  arena: RunningArena,
  options: EngineOptions,
  output: Output,
): Promise<PlatformFigures> => {
  const { rounds, seconds } = options;
  const mostInFlight = Math.max(...options.inFlight);
  const alone = await acceptanceOf(platform, rounds, { perSecond, seconds, inFlight: 0 });
  output.line(`${name} accepts ${perSecond} tasks a second: ${shown(alone)}`);
  const loaded = await acceptanceOf(platform, rounds, { perSecond, seconds, inFlight: mostInFlight });
  output.line(`${name} accepts ${perSecond} more with ${mostInFlight} in flight: ${shown(loaded)}`);

  const load = { inFlight: Math.max(mostInFlight, options.saturation), ms: seconds * 1_000 };
  const one: Sample[] = [];
  const two: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await takeSample(name, contender, arena, load));
    await platform.withReplica(async (both) => {
      await takeSample(name, both, arena, load);
      two.push(await takeSample(name, both, arena, load));
    });
  }
  return { alone, loaded, oneReplica: medianSample(one), twoReplicas: medianSample(two) };
};
