import { runCommand } from '../output/index.ts';
import { listenForStop } from '../process/index.ts';
import { benchmarks } from './registry.ts';
import { runBenchmark } from './run-benchmark.ts';

const { stop } = listenForStop();
await runCommand(() => runBenchmark(process.argv.slice(2), benchmarks, stop));
