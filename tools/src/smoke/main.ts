import { Output, runCommand } from '../output/index.ts';
import { smokeOptions } from './options.ts';
import { runSmoke } from './run-smoke.ts';

await runCommand(() =>
  runSmoke({ ...smokeOptions(process.argv.slice(2), process.env), output: new Output() }),
);
