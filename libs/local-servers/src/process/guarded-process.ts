import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ServerUnavailableError } from '../errors.ts';
import type { Account } from './account.ts';
import { errorCode } from './error-code.ts';
import { guardScript } from './guard-script.ts';
import type { LogTail } from './log-tail.ts';

/** How to run a server. */
export interface GuardedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Signal that stops the server in good order. */
  readonly stopSignal: 'INT' | 'TERM';
  readonly tail: LogTail;
  /** Run as this user; needs root. */
  readonly account?: Account | undefined;
  /** Added to a bare environment: servers have no use for our secrets. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that is removed when the server has ended, however it ended. */
  readonly scratch?: string | undefined;
  /** The folder it works in. @default / */
  readonly cwd?: string | undefined;
}

/** A server process that stops when this process ends, even by SIGKILL. */
export interface GuardedProcess {
  readonly pid: number;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Children of a killed server hold its log open until they are gone too; one that hangs is not waited for longer. */
const lastWritersMs = 5_000;

/**
 * Starts a server in a process group of its own, so that the terminal's Ctrl-C reaches only us and the order of
 * stopping is ours.
 *
 * @throws ServerUnavailableError when no process can be started, or not as that user.
 */
export async function startGuarded(options: GuardedCommand): Promise<GuardedProcess> {
  const { command, args, stopSignal, tail, account, env, scratch, cwd = '/' } = options;
  const child = spawn(
    '/bin/sh',
    ['-c', guardScript, 'octollm-guard', stopSignal, scratch ?? '', command, ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
      cwd,
      env: serverEnvironment(env),
      ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    },
  );
  const exited = exitCodeOf(child);
  const pid = await Promise.race([pidFrom(child, tail), failedStart(child, exited, account)]);

  const stop = async (): Promise<void> => {
    child.stdin?.destroy();
    await exited;
  };
  const kill = async (): Promise<void> => {
    killIfAlive(pid);
    await exited;
  };
  return { pid, exited, stop, kill };
}

/** What a server is given of our environment. Messages are in English because some of them are looked for. */
export function serverEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', ...extra };
}

async function pidFrom(child: ChildProcess, tail: LogTail): Promise<number> {
  const [, stdout, stderr, report] = child.stdio;
  if (!(report instanceof Readable) || !stdout || !stderr) throw new Error('spawn gave no pipes');
  tail.follow(stdout);
  tail.follow(stderr);
  // A pipe whose other end is gone is how a server's end shows; it is not an error.
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve) => report.once('data', (line) => resolve(Number(String(line)))));
}

async function failedStart(
  child: ChildProcess,
  exited: Promise<number>,
  account: Account | undefined,
): Promise<never> {
  const refused = new Promise<unknown>((resolve) => child.once('error', resolve));
  const reason = await Promise.race([refused, exited.then((code) => `it exited with ${code}`)]);
  const as = account === undefined ? '' : ` as ${account.name} (uid ${account.uid})`;
  throw new ServerUnavailableError(`/bin/sh cannot be started${as}: ${String(reason)}`);
}

async function exitCodeOf(child: ChildProcess): Promise<number> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin?.destroy();
  await Promise.race([closed, delay(lastWritersMs, undefined, { ref: false })]);
  return code ?? 1;
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
