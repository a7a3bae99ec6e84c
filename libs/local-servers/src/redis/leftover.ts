import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServerUnavailableError } from '../errors.ts';
import { isServerIn } from '../process/process-info.ts';
import { pidFileName } from './configuration.ts';

const stopTimeoutMs = 30_000;

/**
 * Stops a Redis that a previous run left on this folder, or waits for one that is just stopping: two servers must
 * not write one append-only file.
 *
 * @throws ServerUnavailableError when it does not stop.
 */
export async function clearRedisLeftover(dataDir: string, log: (line: string) => void): Promise<void> {
  const pid = Number.parseInt(await readFile(join(dataDir, pidFileName), 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid) || !(await isServerIn(pid, 'redis-server', dataDir))) return;
  log(`A previous run left Redis running as process ${pid}: it is stopped first`);
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + stopTimeoutMs;
  while (await isServerIn(pid, 'redis-server', dataDir)) {
    if (Date.now() > deadline) {
      throw new ServerUnavailableError(
        `Redis, process ${pid}, holds ${dataDir} and does not stop. End that process.`,
      );
    }
    await delay(50);
  }
}
