import { join } from 'node:path';
import { runCommand } from '../output/index.ts';
import { listenForStop } from '../process/index.ts';
import { root } from '../workspace/index.ts';
import { runDemo } from './run-demo.ts';

const { stop } = listenForStop();
await runCommand(() =>
  runDemo(process.argv.slice(2), { root, dataFolder: join(root, '.octollm'), signal: stop }),
);
