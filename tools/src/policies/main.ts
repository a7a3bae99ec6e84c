import { policiesCommand } from '@octollm/policies';
import { runCommand } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { exportedSeries } from './exported-series.ts';

/** `npm run policies`: the rules of libs/policies over a folder of manifests; folders are relative to the root. */
const runPolicies = (args: readonly string[]): Promise<number> => {
  process.chdir(root);
  const { output, code } = policiesCommand(args, exportedSeries());
  process.stdout.write(output);
  return Promise.resolve(code);
};

await runCommand(() => runPolicies(process.argv.slice(2)));
