import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { retention } from '@octollm/catalogue';
import { runCommand, UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { applicationsIn, databaseEnvironment } from '../stack/index.ts';
import { root } from '../workspace/index.ts';

/** `npm run retention`: the retention job against the database of the stack; archives go to its data folder. */
const runRetention = async (args: readonly string[]): Promise<number> => {
  const script = applicationsIn(join(root, 'dist', 'apps')).retention;
  if (!existsSync(script))
    throw new UserError('The orchestrator is not built yet. Run npm start once; it builds it.');
  const data = join(root, '.octollm');
  const env = await databaseEnvironment(root, data, process.env, {
    settings: retention.settings,
    generated: { COLD_STORAGE_URL: pathToFileURL(join(data, 'archive')).href },
  });
  const { code, stdout, stderr } = await runNode({ script, args, env, cwd: root });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
};

await runCommand(() => runRetention(process.argv.slice(2)));
