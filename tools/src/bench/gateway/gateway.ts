import { type Output, UserError } from '../../output/index.ts';
import { installPeers } from '../../peers/index.ts';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { describeMachine, sentenceOn } from '../measure/machine.ts';
import { rounded } from '../median.ts';
import type { Contender, RunningContender } from './contender.ts';
import { floor } from './floor.ts';
import { peerPlace } from './folder.ts';
import { runLoad } from './load.ts';
import { octollm } from './octollm.ts';
import { type GatewayOptions, gatewayFlags, parseGatewayOptions } from './options.ts';
import { portkey } from './portkey.ts';
import { ratiosOf, runFigures } from './report.ts';
import { linesOf, playRounds } from './rounds.ts';
import { stageFigures } from './stages.ts';
import { startUpstream } from './upstream.ts';

const memoryConnections = 10;
const memoryRunSeconds = 5;

const contendersOf = ({ only, cpuProfile }: GatewayOptions, output: Output): readonly Contender[] => {
  const all = [octollm(output, cpuProfile), portkey, floor];
  for (const name of only)
    if (!all.some((contender) => contender.name === name))
      throw new UserError(
        `There is no contender ${name}. There are: ${all.map((one) => one.name).join(', ')}.`,
      );
  return only.length === 0 ? all : all.filter(({ name }) => only.includes(name));
};

/** Megabytes of each contender before and after so many requests, half of them streams. */
const memoryFigures = async (
  running: ReadonlyMap<string, RunningContender>,
  { requests }: GatewayOptions,
  output: Output,
  signal: AbortSignal,
): Promise<BenchmarkResult['results']> => {
  const figures: Record<string, number> = {};
  if (requests === 0) return figures;
  for (const [name, contender] of running) {
    if (name === floor.name) continue;
    const before = await contender.memory();
    for (let done = 0, stream = false; done < requests; stream = !stream) {
      const load = { connections: memoryConnections, seconds: memoryRunSeconds, stream };
      done += (await runLoad(name, contender, load, signal)).total;
    }
    const after = await contender.memory();
    output.line(
      `${name}: ${before.toFixed(0)} MB, and ${after.toFixed(0)} MB after ${requests} more requests`,
    );
    figures[`${name}_rss_before_mb`] = rounded(before);
    figures[`${name}_rss_after_mb`] = rounded(after);
  }
  return figures;
};

const measure = async (
  contenders: readonly Contender[],
  options: GatewayOptions,
  output: Output,
  signal: AbortSignal,
): Promise<BenchmarkResult> => {
  await installPeers(peerPlace, output, signal);
  const machine = await describeMachine();
  output.line(sentenceOn(machine));
  const stages = stageFigures();
  for (const [name, value] of Object.entries(stages)) output.line(`${name.padEnd(28)} ${value}`);
  const upstream = await startUpstream();
  const running = new Map<string, RunningContender>();
  try {
    for (const contender of contenders) {
      output.line(`${contender.name}: ${contender.description}`);
      running.set(contender.name, await contender.start(upstream.url, signal));
    }
    const medians = await playRounds(running, options, output, signal);
    for (const line of linesOf(medians)) output.line(line);
    const memory = await memoryFigures(running, options, output, signal);
    const { rounds, seconds } = options;
    const conditions = { rounds, seconds, cores: machine.cores, load_before: rounded(machine.load) };
    return {
      results: { ...conditions, ...stages, ...runFigures(medians), ...memory },
      ratios: ratiosOf(medians),
    };
  } finally {
    for (const contender of running.values()) await contender.stop();
    await upstream.stop();
  }
};

/** Our gateway with everything on beside another with nothing on, before a provider that answers at once. */
export const gateway: Benchmark = {
  name: 'gateway',
  description:
    'chat completions a second through the gateway with all its checks, beside @portkey-ai/gateway with none',
  flags: gatewayFlags,
  run: (output, signal, args) => {
    const options = parseGatewayOptions(args);
    return measure(contendersOf(options, output), options, output, signal);
  },
};
