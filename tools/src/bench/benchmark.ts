import type { Output } from '../output/index.ts';

/** What a benchmark found: figures by name, and for those with an aim, aim / measured (above 1 is better). */
export interface BenchmarkResult {
  readonly results: Readonly<Record<string, number>>;
  readonly ratios: Readonly<Record<string, number>>;
}

/** A benchmark that `npm run bench` can run. */
export interface Benchmark {
  readonly name: string;
  /** One line: what is measured. */
  readonly description: string;
  /** What it takes after its name, one flag a line; none means that it takes nothing. */
  readonly flags?: string;
  run(output: Output, signal: AbortSignal, args: readonly string[]): Promise<BenchmarkResult>;
}
