import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UserError } from '../output/index.ts';
import { startTimeOf } from '../process/index.ts';
import { readJson, writePrivateJson } from './json-file.ts';

const LockContent = z.object({
  pid: z.int(),
  /** When the process started: an id may belong to another process later. */
  process_started: z.string().optional(),
  /** The address of the gateway, once the stack is ready. */
  gateway: z.string().optional(),
  /** The port of the stack's own PostgreSQL, once it runs. */
  postgres_port: z.int().optional(),
});
/** Who runs the stack of a folder, and where it listens. */
export type LockContent = z.infer<typeof LockContent>;

/** Thrown when a stack runs in the folder already. */
export class AlreadyRunningError extends UserError {
  override readonly name = 'AlreadyRunningError';

  constructor({ pid, gateway }: LockContent) {
    const where = gateway === undefined ? 'is just starting' : `is running at ${gateway}`;
    super(`A stack of this folder ${where} already (process ${pid}). Stop it with Ctrl-C or: kill ${pid}`);
  }
}

const isHeld = ({ pid, process_started }: LockContent): boolean => {
  const started = startTimeOf(pid);
  return started !== undefined && (process_started === undefined || process_started === started);
};

/** Who runs the stack of this folder; undefined when nobody does, although a killed one may have left its file. */
export const runningStack = async (path: string): Promise<LockContent | undefined> => {
  const content = await readJson(path, LockContent).catch(() => undefined);
  return content !== undefined && isHeld(content) ? content : undefined;
};

/** Makes the file with its content in one step; false when it exists. */
const create = async (path: string, text: string): Promise<boolean> => {
  const staging = `${path}.${randomUUID()}`;
  await writeFile(staging, text, { mode: 0o600 });
  try {
    await link(staging, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(staging);
  }
};

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

/** How long to wait for another process that is taking a lock over, in milliseconds. */
const pauseMs = 5;

/**
 * Puts a lock in the place of one that a killed process left; false when somebody else has. A lock of its own lets one
 * process at a time do so: otherwise two that both found the old one could each replace the other's.
 */
const takeOver = async (path: string, stale: string, text: string): Promise<boolean> => {
  const guard = `${path}.takeover`;
  if (!(await acquire(guard, text))) return false;
  try {
    if ((await textOf(path)) !== stale) return false;
    const staging = `${path}.${randomUUID()}`;
    await writeFile(staging, text, { mode: 0o600 });
    await rename(staging, path);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
};

/** Makes the file, also in the place of one that a killed process left; false when a living process holds it. */
const acquire = async (path: string, text: string): Promise<boolean> => {
  while (!(await create(path, text))) {
    const found = await textOf(path);
    if ((await runningStack(path)) !== undefined) return false;
    if (found !== undefined && (await takeOver(path, found, text))) return true;
    await sleep(pauseMs);
  }
  return true;
};

/** The right to run the stack of a folder. */
export class StackLock {
  readonly #path: string;
  #content: LockContent;

  private constructor(path: string, content: LockContent) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * Takes the lock. A file that a killed process left is replaced.
   * @throws AlreadyRunningError when a living process holds it
   */
  static async take(path: string): Promise<StackLock> {
    const content: LockContent = { pid: process.pid, process_started: startTimeOf(process.pid) };
    while (!(await acquire(path, JSON.stringify(content)))) {
      const holder = await runningStack(path);
      if (holder !== undefined) throw new AlreadyRunningError(holder);
    }
    return new StackLock(path, content);
  }

  /** Adds what others want to know of the stack. */
  async publish(found: Pick<LockContent, 'gateway' | 'postgres_port'>): Promise<void> {
    this.#content = { ...this.#content, ...found };
    await writePrivateJson(this.#path, this.#content);
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
