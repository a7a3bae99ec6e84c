import { join } from 'node:path';
import type { Output } from '../output/index.ts';
import { formatSeconds, UserError } from '../output/index.ts';
import { dataFolderAt, readDevFile, runningStack } from '../stack/index.ts';
import { root } from '../workspace/index.ts';
import type { Benchmark, BenchmarkResult } from './benchmark.ts';
import { median, rounded } from './median.ts';
import { residentMegabytes } from './resident-memory.ts';
import { startByNpm } from './started-stack.ts';

const rounds = 5;
const aimSeconds = 10;
const aimMegabytes = 150;

interface Round {
  readonly seconds: number;
  /** Megabytes by service. */
  readonly memory: Readonly<Record<string, number>>;
}

const memoryOfServices = async (dev: string): Promise<Record<string, number>> => {
  const file = await readDevFile(dev);
  if (file === undefined) throw new Error(`${dev} is not there although the stack is ready.`);
  const entries = Object.entries(file.metrics).map(
    async ([service, url]): Promise<[string, number]> => [service, await residentMegabytes(url)],
  );
  return Object.fromEntries(await Promise.all(entries));
};

const playRound = async (dev: string): Promise<Round> => {
  const stack = await startByNpm(root);
  try {
    return { seconds: stack.readyAfterMs / 1_000, memory: await memoryOfServices(dev) };
  } finally {
    await stack.stop();
  }
};

const summarise = (played: readonly Round[]): BenchmarkResult => {
  const seconds = median(played.map((round) => round.seconds));
  const names = Object.keys(played[0]?.memory ?? {});
  const memory = names.map((name): [string, number] => [
    name,
    median(played.map((round) => round.memory[name] ?? 0)),
  ]);
  const largest = Math.max(...memory.map(([, megabytes]) => megabytes));
  return {
    results: {
      rounds,
      ready_s: rounded(seconds),
      ...Object.fromEntries(memory.map(([name, megabytes]) => [`${name}_rss_mb`, rounded(megabytes)])),
      largest_rss_mb: rounded(largest),
    },
    ratios: { ready: rounded(aimSeconds / seconds), largest_rss: rounded(aimMegabytes / largest) },
  };
};

/** How long `npm start` takes and how much memory the services have then. */
export const boot: Benchmark = {
  name: 'boot',
  description: `from npm start to ready on an installed, built clone (aim ${aimSeconds} s), and the resident memory of each service then (aim ${aimMegabytes} MB): medians of ${rounds} rounds after one that does not count`,
  run: async (output: Output, signal: AbortSignal) => {
    const data = dataFolderAt(join(root, '.octollm'));
    if ((await runningStack(data.lock)) !== undefined)
      throw new UserError('A stack is running in this folder. Stop it first: this benchmark starts its own.');
    const played: Round[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      signal.throwIfAborted();
      const { seconds, memory } = await playRound(data.dev);
      const largest = Math.max(...Object.values(memory));
      const which = round === 0 ? 'warm-up' : `round ${round} of ${rounds}`;
      output.line(
        `${which}: ready after ${formatSeconds(seconds * 1_000)}, largest service ${largest.toFixed(0)} MB`,
      );
      if (round > 0) played.push({ seconds, memory });
    }
    return summarise(played);
  },
};
