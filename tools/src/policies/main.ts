import { join } from 'node:path';
import { runCommand } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { root } from '../workspace/index.ts';

/** `npm run policies`: the rules of libs/policies over a folder of manifests; folders are relative to the root. */
const runPolicies = async (args: readonly string[]): Promise<number> => {
  const script = join(root, 'libs', 'policies', 'src', 'main.ts');
  const { code, stdout, stderr } = await runNode({ script, args, env: process.env, cwd: root });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
};

await runCommand(() => runPolicies(process.argv.slice(2)));
