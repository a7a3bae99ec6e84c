import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { CapturedOutput } from './captured-output.ts';
import { killGroup, killTree, treeMemory } from './process-tree.ts';
import { type Ended, SandboxStartError } from './sandbox.ts';

const memoryCheckMs = 50;
/** How long a process may take to end after all that descend from it have. */
const graceMs = 1_000;

/** A child process to start. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Who the process is. @default who the service is */
  readonly identity?: { readonly uid: number; readonly gid: number } | undefined;
  readonly stdin: string;
  /** What it can read from the file descriptors 4, 5 and so on. What it writes to 3 is its status. */
  readonly feeds: readonly (Buffer | string)[];
}

export interface Bounds {
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  /** Whether a process of this number and its descendants hold too much memory in some other way. @default never */
  readonly holdsTooMuch?: (pid: number) => boolean;
  readonly outputBytes: number;
}

export interface Supervised extends Ended {
  /** What it wrote to the file descriptor 3. */
  readonly status: string;
}

const streamAt = <Kind>(child: ChildProcess, fd: number): Kind => {
  const stream: unknown = child.stdio[fd];
  if (stream === null || stream === undefined) throw new TypeError(`The child has no stream at ${fd}.`);
  return stream as Kind;
};

const feed = (stream: Writable, content: Buffer | string): void => {
  // A child that ends before it has read everything breaks the pipe; its end says what there is to say.
  stream.on('error', () => undefined);
  stream.end(content);
};

const collect = (stream: Readable): (() => string) => {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  return () => text;
};

/** Resolves when the process has ended and everything it printed is here. @throws Error when it cannot be started */
const ended = async (child: ChildProcess): Promise<[number | null, string | null]> =>
  (await once(child, 'close')) as [number | null, string | null];

const startError = async (over: Promise<unknown>): Promise<SandboxStartError> => {
  const reason: unknown = await over.catch((error: unknown) => error);
  return new SandboxStartError(reason instanceof Error ? reason.message : 'no process', { cause: reason });
};

/** @throws SandboxStartError for what spawn does not tell by an event, such as arguments that are too long (E2BIG) */
const start = ({ command, args, env, feeds, identity }: Launch): ChildProcess => {
  try {
    return spawn(command, args, {
      env: { ...env },
      cwd: '/',
      // A process group of its own, which is stopped as a whole.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...feeds.map(() => 'pipe' as const)],
      ...identity,
    });
  } catch (error) {
    throw new SandboxStartError(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

/**
 * Runs a child process and stops it when it takes too long, uses too much memory or nobody wants its answer any more.
 * @throws SandboxStartError when it cannot be started; the reason of the signal when that is aborted
 */
export const supervise = async (launch: Launch, bounds: Bounds, signal: AbortSignal): Promise<Supervised> => {
  signal.throwIfAborted();
  const began = performance.now();
  const child = start(launch);
  const over = ended(child);
  if (child.pid === undefined) throw await startError(over);
  const { pid } = child;
  const output = new CapturedOutput(streamAt(child, 1), streamAt(child, 2), bounds.outputBytes);
  const status = collect(streamAt(child, 3));
  feed(streamAt(child, 0), launch.stdin);
  for (const [index, content] of launch.feeds.entries()) feed(streamAt(child, index + 4), content);

  let stubborn: NodeJS.Timeout | undefined;
  let timedOut = false;
  let memoryExceeded = false;
  const stop = (): void => {
    // Afterwards the number may belong to another process.
    if (child.exitCode !== null || child.signalCode !== null) return;
    killTree(pid);
    stubborn ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  // Whoever it left behind in its group was still setting a sandbox up, and waits for it for ever.
  child.once('exit', () => killGroup(pid));
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, bounds.timeoutMs);
  const watch = setInterval(() => {
    if (treeMemory(pid) <= bounds.memoryBytes && !bounds.holdsTooMuch?.(pid)) return;
    memoryExceeded = true;
    stop();
  }, memoryCheckMs);
  signal.addEventListener('abort', stop);
  try {
    const [exitCode, endedBy] = await over;
    signal.throwIfAborted();
    const durationMs = Math.round((performance.now() - began) * 100) / 100;
    return {
      exitCode,
      signal: endedBy,
      ...output.text,
      timedOut,
      memoryExceeded,
      durationMs,
      status: status(),
    };
  } finally {
    clearTimeout(timer);
    clearTimeout(stubborn);
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
  }
};
