import type { Output } from '../../output/index.ts';
import { quantile } from '../measure/quantile.ts';
import { median } from '../median.ts';
import type { RunningContender } from './contender.ts';
import { firstBytes } from './first-byte.ts';
import { runLoad } from './load.ts';
import type { GatewayOptions } from './options.ts';

/** What one round finds of a contender with so many connections. Times are in milliseconds. */
export interface Sample {
  /** Answers in a second. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly streamsPerSecond: number;
  readonly streamP99: number;
  readonly firstByteP50: number;
  readonly firstByteP99: number;
}

/** Medians by number of connections. */
export type Medians = ReadonlyMap<number, Sample>;

const warmUpSeconds = 3;

const takeSample = async (
  name: string,
  contender: RunningContender,
  connections: number,
  seconds: number,
  signal: AbortSignal,
): Promise<Sample> => {
  const plain = await runLoad(name, contender, { connections, seconds, stream: false }, signal);
  const streams = await runLoad(name, contender, { connections, seconds, stream: true }, signal);
  const times = await firstBytes(contender, connections, seconds * 1_000);
  return {
    perSecond: plain.perSecond,
    p50: plain.p50,
    p99: plain.p99,
    streamsPerSecond: streams.perSecond,
    streamP99: streams.p99,
    firstByteP50: quantile(times, 0.5),
    firstByteP99: quantile(times, 0.99),
  };
};

const medianSample = (samples: readonly Sample[]): Sample => {
  const of = (figure: keyof Sample): number => median(samples.map((sample) => sample[figure]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    streamsPerSecond: of('streamsPerSecond'),
    streamP99: of('streamP99'),
    firstByteP50: of('firstByteP50'),
    firstByteP99: of('firstByteP99'),
  };
};

const lineOf = (name: string, connections: number, sample: Sample): string =>
  `${name.padEnd(8)} ${String(connections).padStart(3)} connections ${sample.perSecond.toFixed(0).padStart(6)} req/s  p50 ${sample.p50.toFixed(1)} ms  p99 ${sample.p99.toFixed(1)} ms | ${sample.streamsPerSecond.toFixed(0).padStart(5)} streams/s  p99 ${sample.streamP99.toFixed(1)} ms  first byte p50 ${sample.firstByteP50.toFixed(2)} ms  p99 ${sample.firstByteP99.toFixed(2)} ms`;

/** The medians for people, a line a run. */
export const linesOf = (medians: ReadonlyMap<string, Medians>): readonly string[] =>
  [...medians].flatMap(([name, byConnections]) =>
    [...byConnections].map(([connections, sample]) => `median  ${lineOf(name, connections, sample)}`),
  );

/**
 * Lets the contenders run in turn, one at a time and each number of connections in every round, after a warm-up that
 * does not count.
 */
export const playRounds = async (
  contenders: ReadonlyMap<string, RunningContender>,
  { rounds, seconds, connections }: GatewayOptions,
  output: Output,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Medians>> => {
  const samples = new Map<string, Map<number, Sample[]>>();
  for (const [name, contender] of contenders) {
    samples.set(name, new Map(connections.map((count) => [count, []])));
    await takeSample(name, contender, Math.max(...connections), warmUpSeconds, signal);
  }
  for (let round = 1; round <= rounds; round += 1)
    for (const count of connections)
      for (const [name, contender] of contenders) {
        signal.throwIfAborted();
        const sample = await takeSample(name, contender, count, seconds, signal);
        samples.get(name)?.get(count)?.push(sample);
        output.line(`round ${round} of ${rounds}  ${lineOf(name, count, sample)}`);
      }
  return new Map(
    [...samples].map(([name, byConnections]) => [
      name,
      new Map([...byConnections].map(([count, taken]) => [count, medianSample(taken)])),
    ]),
  );
};
