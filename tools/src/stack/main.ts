import { runCommand } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { runStack } from './run-stack.ts';

await runCommand(() => runStack(process.argv.slice(2), { root, environment: process.env }));
