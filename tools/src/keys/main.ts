import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { applicationsIn, databaseEnvironment } from '../stack/index.ts';
import { root } from '../workspace/index.ts';

/** `npm run keys`: the key commands of the gateway against the database of the stack. */
const runKeys = async (args: readonly string[]): Promise<number> => {
  const script = applicationsIn(join(root, 'dist', 'apps')).keys;
  if (!existsSync(script))
    throw new UserError('The gateway is not built yet. Run npm start once; it builds it.');
  const env = await databaseEnvironment(root, join(root, '.octollm'), process.env);
  const { code, stdout, stderr } = await runNode({ script, args, env, cwd: root });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
};

await runCommand(() => runKeys(process.argv.slice(2)));
