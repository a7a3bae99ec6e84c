import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { BackupError, isRecovered } from '@octollm/memory';

/** A database that an operator of the cluster makes of a backup when it is asked to. */
export interface ScratchDatabase {
  /** Where the API takes descriptions of databases. */
  readonly clustersUrl: string;
  /** The description, as JSON. */
  readonly description: string;
  /** Its name in the description. */
  readonly name: string;
  readonly tokenPath: string;
  /** Where it will answer. */
  readonly url: string;
}

export interface Patience {
  /** How long the recovery may take. @default three hours */
  readonly timeoutMs?: number;
  /** Between two looks. @default five seconds */
  readonly pauseMs?: number;
}

const requestTimeoutMs = 30_000;

const ask = async (
  method: 'POST' | 'DELETE',
  url: string,
  { tokenPath, description }: ScratchDatabase,
): Promise<number> => {
  const token = (await readFile(tokenPath, 'utf8')).trim();
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: description } : {}),
    signal: AbortSignal.timeout(requestTimeoutMs),
  }).catch((error: unknown) => {
    throw new BackupError('The API of the cluster does not answer.', { cause: error });
  });
  await response.arrayBuffer();
  return response.status;
};

const gone = 404;
/** One of the same name is still on its way out. */
const conflict = 409;

/** @throws BackupError when the API refuses */
const remove = async (database: ScratchDatabase): Promise<void> => {
  const status = await ask('DELETE', `${database.clustersUrl}/${database.name}`, database);
  if (status >= 300 && status !== gone)
    throw new BackupError(`The scratch database cannot be removed: the API answers ${status}.`);
};

/**
 * Has a scratch database made, does something with it once it is recovered, and has it removed, also one that an earlier
 * drill left.
 * @throws BackupError when the API refuses or the database does not come up in time
 */
export const withScratchDatabase = async <T>(
  database: ScratchDatabase,
  work: (url: string) => Promise<T>,
  { timeoutMs = 10_800_000, pauseMs = 5_000 }: Patience = {},
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new BackupError('The scratch database does not come up in time.');
      await delay(pauseMs);
    }
  };
  await remove(database);
  try {
    await until(async () => {
      const status = await ask('POST', database.clustersUrl, database);
      if (status >= 300 && status !== conflict)
        throw new BackupError(`The scratch database cannot be made: the API answers ${status}.`);
      return status !== conflict;
    });
    await until(() => isRecovered(database.url));
    return await work(database.url);
  } finally {
    await remove(database);
  }
};
