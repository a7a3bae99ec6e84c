import { parseArgs } from 'node:util';
import { reflexGateway } from '@octollm/catalogue';
import type { Output } from '../../output/index.ts';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { bodyOf } from '../gateway/load.ts';
import { type StartedGateway, startGateway } from '../gateway/octollm.ts';
import { startUpstream } from '../gateway/upstream.ts';
import { describeMachine, sentenceOn } from '../measure/machine.ts';
import { median, rounded } from '../median.ts';
import { askInLoops } from './closed-loop.ts';
import { metricsMicroseconds } from './metrics-cost.ts';
import { countSeries } from './series.ts';
import { startSpanSink } from './span-sink.ts';

/** The share of requests that production traces. */
const productionShare = '0.1';
const connections = 10;
const warmUpMs = 6_000;
/** The most that observing may take of the CPU time of a request. */
const mostShare = 0.1;

const telemetryFlags = `--rounds 60              interleaved rounds
  --seconds 0.5            of each run`;

interface Sample {
  readonly perSecond: number;
  /** CPU time of the gateway for a request, in microseconds. */
  readonly cpuMicroseconds: number;
}

const cpuSecondsOf = async ({ metricsUrl }: StartedGateway): Promise<number> => {
  const text = await (await fetch(metricsUrl)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
};

const takeSample = async (gateway: StartedGateway, milliseconds: number): Promise<Sample> => {
  const before = await cpuSecondsOf(gateway);
  const answers = await askInLoops(gateway, bodyOf(false), { connections, milliseconds });
  const used = (await cpuSecondsOf(gateway)) - before;
  return { perSecond: (answers * 1_000) / milliseconds, cpuMicroseconds: (used * 1e6) / answers };
};

/** How the runs of one gateway went, a sample a round. */
type Samples = ReadonlyMap<string, readonly Sample[]>;

/**
 * Lets the gateways work in turn, in every other round the last one first: what else the machine does in a round costs
 * all of them, so that they are compared within rounds.
 */
const playRounds = async (
  gateways: ReadonlyMap<string, StartedGateway>,
  { rounds, milliseconds }: { readonly rounds: number; readonly milliseconds: number },
  output: Output,
): Promise<Samples> => {
  const samples = new Map([...gateways.keys()].map((name) => [name, [] as Sample[]]));
  for (const gateway of gateways.values()) await takeSample(gateway, warmUpMs);
  for (let round = 1; round <= rounds; round += 1) {
    const turns = [...gateways];
    for (const [name, gateway] of round % 2 === 0 ? turns.reverse() : turns) {
      const sample = await takeSample(gateway, milliseconds);
      samples.get(name)?.push(sample);
      output.line(
        `round ${round} of ${rounds}  ${name.padEnd(6)} ${sample.perSecond.toFixed(0)} req/s  ${sample.cpuMicroseconds.toFixed(0)} us of CPU a request`,
      );
    }
  }
  return samples;
};

/** The median over the rounds of what two samples of the same round come to. */
const pairedMedian = (
  one: readonly Sample[],
  other: readonly Sample[],
  compare: (one: Sample, other: Sample) => number,
): number => median(one.map((sample, round) => compare(sample, other[round] ?? sample)));

const measure = async (
  output: Output,
  signal: AbortSignal,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<BenchmarkResult> => {
  const machine = await describeMachine();
  output.line(sentenceOn(machine));
  const metricsUs = metricsMicroseconds();
  const [upstream, sink] = await Promise.all([startUpstream(), startSpanSink()]);
  const start = (environment: Readonly<Record<string, string>>): Promise<StartedGateway> =>
    startGateway({ output, upstream: upstream.url, service: reflexGateway, environment }, signal);
  const gateways = new Map<string, StartedGateway>();
  try {
    gateways.set('off', await start({ LOG_LEVEL: 'error' }));
    const sampling = {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: productionShare,
    };
    gateways.set('logs', await start({ LOG_LEVEL: 'info' }));
    gateways.set('traces', await start({ LOG_LEVEL: 'error', ...sampling }));
    gateways.set('on', await start({ LOG_LEVEL: 'info', ...sampling }));
    const samples = await playRounds(gateways, { rounds, milliseconds: seconds * 1_000 }, output);
    const of = (name: string): readonly Sample[] => {
      const taken = samples.get(name);
      if (taken === undefined) throw new Error(`The gateway with ${name} was not measured.`);
      return taken;
    };
    const [off, on] = [of('off'), of('on')];
    const cpuOf = (taken: readonly Sample[]): number =>
      median(taken.map(({ cpuMicroseconds }) => cpuMicroseconds));
    const perSecondOf = (taken: readonly Sample[]): number => median(taken.map(({ perSecond }) => perSecond));
    const moreThanOff = (name: string): number =>
      pairedMedian(of(name), off, (one, other) => one.cpuMicroseconds - other.cpuMicroseconds);
    const cost = pairedMedian(on, off, ({ cpuMicroseconds }, other) => {
      const bare = other.cpuMicroseconds - metricsUs;
      return (cpuMicroseconds - bare) / bare;
    });
    const series = await countSeries(output, signal);
    return {
      results: {
        rounds,
        seconds,
        cores: machine.cores,
        load_before: rounded(machine.load),
        off_req_per_s: rounded(perSecondOf(off)),
        on_req_per_s: rounded(perSecondOf(on)),
        off_cpu_us: rounded(cpuOf(off)),
        on_cpu_us: rounded(cpuOf(on)),
        logs_us: rounded(moreThanOff('logs')),
        traces_us: rounded(moreThanOff('traces')),
        metrics_us: rounded(metricsUs),
        cost_percent: rounded(cost * 100),
        ...Object.fromEntries(
          Object.entries(series).map(([name, count]) => [`${name.replaceAll('-', '_')}_series`, count]),
        ),
      },
      ratios: {
        throughput_on_over_off: rounded(
          pairedMedian(on, off, (one, other) => one.perSecond / other.perSecond),
        ),
        aim_over_cost: rounded(mostShare / Math.max(cost, 0.001)),
      },
    };
  } finally {
    for (const gateway of gateways.values()) await gateway.stop();
    await upstream.stop();
    sink.stop();
  }
};

/** What it costs to be watched: logs, metrics and traces as in production, beside none of them. */
export const telemetry: Benchmark = {
  name: 'telemetry',
  description: 'what metrics, logs and traces cost a request at the gateway, and how many series there are',
  flags: telemetryFlags,
  run: (output, signal, args) => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { rounds: text, seconds: text } });
    return measure(output, signal, {
      rounds: Number(values.rounds ?? 60),
      seconds: Number(values.seconds ?? 0.5),
    });
  },
};
