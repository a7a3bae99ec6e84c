import { runCommand } from '../output/index.ts';
import { evaluations } from './registry.ts';
import { runEvaluation } from './run-evaluation.ts';

await runCommand(() => runEvaluation(process.argv.slice(2), evaluations));
