import { join } from 'node:path';
import { UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { applicationsIn } from '../stack/index.ts';
import { root } from '../workspace/index.ts';

/**
 * The state of the database that the environment names, as JSON.
 * @throws UserError with what the program said when it fails
 */
export const diagnose = async (env: Readonly<Record<string, string>>): Promise<string> => {
  const script = applicationsIn(join(root, 'dist', 'apps')).diagnose;
  const { code, stdout, stderr } = await runNode({ script, env, cwd: root });
  if (code !== 0) throw new UserError(stderr.trim());
  return stdout;
};
