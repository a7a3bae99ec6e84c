import { Output, UserError } from '../output/index.ts';
import type { Benchmark } from './benchmark.ts';

const listOf = (benchmarks: readonly Benchmark[]): string =>
  benchmarks
    .map(({ name, description, flags }) => {
      const line = `  npm run bench -- ${name.padEnd(8)} ${description}`;
      return flags === undefined ? line : `${line}\n${flags.replace(/^ */gm, '      ')}`;
    })
    .join('\n');

/**
 * `npm run bench`: runs a benchmark by name and ends with one line of JSON, or lists what there is.
 * @returns the exit code
 * @throws UserError when there is no such benchmark
 */
export const runBenchmark = async (
  args: readonly string[],
  benchmarks: readonly Benchmark[],
  signal: AbortSignal,
  output = new Output(),
): Promise<number> => {
  const [name, ...others] = args;
  if (name === undefined || name === '--help') {
    output.line(`Benchmarks:\n${listOf(benchmarks)}`);
    return 0;
  }
  const benchmark = benchmarks.find((candidate) => candidate.name === name);
  if (benchmark === undefined)
    throw new UserError(`There is no benchmark ${name}. There are:\n${listOf(benchmarks)}`);
  if (benchmark.flags === undefined && others.length > 0)
    throw new UserError(`The benchmark ${name} takes no ${others.join(' ')}.`);
  output.line(`${benchmark.name}: ${benchmark.description}`);
  const { results, ratios } = await benchmark.run(output, signal, others);
  output.line(JSON.stringify({ name: benchmark.name, results, ratios }));
  return 0;
};
