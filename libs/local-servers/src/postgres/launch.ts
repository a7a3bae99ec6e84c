import { setTimeout as delay } from 'node:timers/promises';
import { ServerStartError } from '../errors.ts';
import { type GuardedProcess, startGuarded } from '../process/guarded-process.ts';
import { LogTail } from '../process/log-tail.ts';
import { untilReady } from '../process/until-ready.ts';
import { acceptsConnections, type Credentials, ensureDatabase } from './connection.ts';
import type { DataFolder } from './data-folder.ts';
import { readLockFile } from './lock-file.ts';

/** A server's program, and where it works. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: DataFolder;
  readonly log: (line: string) => void;
  readonly throwAway: boolean;
}

/** Children of a crashed server hold its shared memory until they notice, which takes them a moment. */
const orphansMs = 10_000;
const orphansHoldMemory = 'pre-existing shared memory block';

/**
 * Starts the server and resolves once it accepts connections and the database exists.
 *
 * @throws ServerStartError when it does not come up or refuses the password.
 */
export async function launchPostgres(
  launch: Launch,
  credentials: Credentials,
  database: string,
): Promise<GuardedProcess> {
  const deadline = Date.now() + orphansMs;
  for (;;) {
    try {
      return await startOnce(launch, credentials, database);
    } catch (error) {
      const held = error instanceof ServerStartError && error.message.includes(orphansHoldMemory);
      if (!held || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

async function startOnce(
  launch: Launch,
  credentials: Credentials,
  database: string,
): Promise<GuardedProcess> {
  const { program, args, folder, log, throwAway } = launch;
  const tail = new LogTail(log);
  const server = await startGuarded({
    command: program,
    args,
    // Fast shutdown: sessions are ended, the data are written.
    stopSignal: 'INT',
    tail,
    account: folder.account,
    scratch: throwAway ? folder.path : undefined,
  });
  await untilReady(server, tail, 'PostgreSQL', async () => {
    // Asking before it is ready would fill its log with refusals.
    const lock = await readLockFile(folder.path);
    if (lock?.pid !== server.pid || !lock.ready || !(await acceptsConnections(credentials))) return false;
    await ensureDatabase(credentials, database);
    return true;
  });
  return server;
}
