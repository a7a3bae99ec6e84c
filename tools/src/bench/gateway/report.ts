import type { BenchmarkResult } from '../benchmark.ts';
import { rounded } from '../median.ts';
import type { Medians, Sample } from './rounds.ts';

type Figures = Readonly<Record<string, number>>;

const ours = 'octollm';
const theirs = 'portkey';

const figuresOf = (sample: Sample): Figures => ({
  req_per_s: sample.perSecond,
  p50_ms: sample.p50,
  p99_ms: sample.p99,
  streams_per_s: sample.streamsPerSecond,
  stream_p99_ms: sample.streamP99,
  first_byte_p50_ms: sample.firstByteP50,
  first_byte_p99_ms: sample.firstByteP99,
});

/** The medians as figures by name: contender, connections, figure. */
export const runFigures = (medians: ReadonlyMap<string, Medians>): Figures =>
  Object.fromEntries(
    [...medians].flatMap(([name, byConnections]) =>
      [...byConnections].flatMap(([count, sample]) =>
        Object.entries(figuresOf(sample)).map(([figure, value]) => [
          `${name}_${count}_${figure}`,
          rounded(value),
        ]),
      ),
    ),
  );

/** Above 1 we do more in a second, or take less time. */
const compare = (own: Sample, other: Sample): Figures => ({
  req_per_s: own.perSecond / other.perSecond,
  p99: other.p99 / own.p99,
  streams_per_s: own.streamsPerSecond / other.streamsPerSecond,
  stream_p99: other.streamP99 / own.streamP99,
  first_byte: other.firstByteP50 / own.firstByteP50,
});

/** Ours over Portkey's requests a second and Portkey's times over ours, by number of connections. */
export const ratiosOf = (medians: ReadonlyMap<string, Medians>): BenchmarkResult['ratios'] =>
  Object.fromEntries(
    [...(medians.get(ours) ?? [])].flatMap(([count, own]) => {
      const other = medians.get(theirs)?.get(count);
      if (other === undefined) return [];
      return Object.entries(compare(own, other)).map(([figure, value]) => [
        `${figure}_${count}`,
        rounded(value),
      ]);
    }),
  );
