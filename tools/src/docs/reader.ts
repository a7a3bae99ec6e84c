import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStack } from '../e2e/fixtures/test-stack.ts';
import { root } from '../workspace/index.ts';
import { Shell } from './shell.ts';

/** Belongs to the person who works in this folder, or says how that person's stack runs. */
const notTheReaders = new Set(['.octollm', '.env', '.git']);

/**
 * A folder that looks like a clone in which the stack runs: everything in it is a link to the repository, but
 * `.octollm` is that of the stack.
 */
export const readersClone = async (stack: TestStack): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'octollm-docs-'));
  for (const name of await readdir(root))
    if (!notTheReaders.has(name)) await symlink(join(root, name), join(folder, name));
  await symlink(stack.dataFolder, join(folder, '.octollm'));
  // An answer that is an error must not pass for success.
  await writeFile(join(folder, '.curlrc'), 'fail-with-body\n');
  return folder;
};

export interface Reader {
  readonly shell: Shell;
  leave(): Promise<void>;
}

/** A person who has the documentation in front of them, a clone, and a stack that runs. */
export const startReading = async (stack: TestStack): Promise<Reader> => {
  const folder = await readersClone(stack);
  // npm run keys looks for a stack in the repository itself unless it is told of a database.
  const env = { ...process.env, CURL_HOME: folder, DATABASE_URL: stack.databaseUrl };
  const shell = new Shell({ cwd: folder, env });
  return {
    shell,
    leave: async () => {
      shell.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
