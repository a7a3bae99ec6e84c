import { join } from 'node:path';
import { dataFolderAt, makeDataFolder } from './data-folder.ts';
import { Launch } from './launch.ts';
import { StackLock } from './lock-file.ts';
import { prepare } from './prepare.ts';
import type { Stack, StackOptions } from './stack.ts';

/**
 * Starts PostgreSQL (unless DATABASE_URL is set) and every service, each after those it calls, and resolves when all
 * are ready. Whatever happens to this process, they end with it.
 * @throws AlreadyRunningError when a stack of the same data folder runs
 * @throws UserError when a variable is wrong, a build fails or a service does not become ready
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const data = dataFolderAt(options.dataFolder ?? join(options.root, '.octollm'));
  await makeDataFolder(data);
  const lock = await StackLock.take(data.lock);
  try {
    const launch = new Launch(options, data, lock, await prepare(options, data));
    return await launch.run();
  } catch (error) {
    await lock.release();
    throw error;
  }
};
