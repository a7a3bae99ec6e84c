import type { Output } from '../../output/index.ts';
import { installPeers } from '../../peers/index.ts';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { describeMachine, sentenceOn } from '../measure/machine.ts';
import { rounded } from '../median.ts';
import { type RunningArena, startArena } from './arena.ts';
import type { Contender, RunningContender } from './contender.ts';
import { contendersOf } from './contenders.ts';
import { type EngineOptions, engineFlags, parseEngineOptions } from './options.ts';
import { peerPlace } from './peer/folder.ts';
import { measurePlatform } from './platform-figures.ts';
import { overheadFigures, platformFigures, ratiosOf, runFigures, saturationFigures } from './report.ts';
import { linesOf, playRounds } from './rounds.ts';

const startAll = async (
  contenders: readonly Contender[],
  running: Map<string, RunningContender>,
  arena: RunningArena,
  output: Output,
  signal: AbortSignal,
): Promise<void> => {
  for (const contender of contenders) {
    signal.throwIfAborted();
    output.line(`${contender.name}: ${contender.description}`);
    running.set(contender.name, await contender.start(arena, signal));
  }
};

/** The API and the replicas of the first contender that has them, unless only a quick answer is wanted. */
const platformOf = async (
  running: ReadonlyMap<string, RunningContender>,
  arena: RunningArena,
  options: EngineOptions,
  output: Output,
): Promise<BenchmarkResult['results']> => {
  if (options.quick) return {};
  for (const [name, contender] of running)
    if (contender.platform !== undefined)
      return platformFigures(
        await measurePlatform(name, contender, contender.platform, arena, options, output),
      );
  return {};
};

const measure = async (
  contenders: readonly Contender[],
  options: EngineOptions,
  output: Output,
  signal: AbortSignal,
): Promise<BenchmarkResult> => {
  if (contenders.some(({ isPeer }) => isPeer)) await installPeers(peerPlace, output, signal);
  const machine = await describeMachine();
  output.line(sentenceOn(machine));
  const arena = await startArena(contenders.map(({ name }) => name));
  const running = new Map<string, RunningContender>();
  try {
    await startAll(contenders, running, arena, output, signal);
    const medians = await playRounds(running, arena, options, output, signal);
    for (const line of linesOf(medians)) output.line(line);
    const platform = await platformOf(running, arena, options, output);
    const results = {
      rounds: options.rounds,
      seconds: options.seconds,
      cores: machine.cores,
      load_before: rounded(machine.load),
      sync_ms: rounded(machine.syncMs),
      ...runFigures(medians),
      ...saturationFigures(medians),
      ...overheadFigures(medians),
      ...platform,
    };
    return { results, ratios: ratiosOf(medians, Math.max(...options.inFlight)) };
  } finally {
    for (const contender of running.values()) await contender.stop();
    await arena.stop();
  }
};

/** OctoLLM beside other engines of its kind, on the same graph, the same tools and the same PostgreSQL. */
export const engine: Benchmark = {
  name: 'engine',
  description:
    'tasks a second of a diamond of five no-op tools over HTTP, beside langgraph, dbos, mastra and bullmq',
  flags: engineFlags,
  run: (output, signal, args) => {
    const options = parseEngineOptions(args, process.env);
    return measure(contendersOf(options, output), options, output, signal);
  },
};
