import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Bundles an app as `npm run build` does, into a folder that no other command writes to.
 * @returns the path of its main.js
 */
export const bundleApp = async (app: string): Promise<string> => {
  const folder = join(root, 'dist/tests', app);
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/rolldown/bin/cli.mjs'),
      '-c',
      join(root, 'tools/config/rolldown.app.mjs'),
      '-d',
      folder,
    ],
    { cwd: join(root, 'apps', app) },
  );
  return join(folder, 'main.js');
};
