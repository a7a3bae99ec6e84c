import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';

const program = `import { runWithNode24 } from '${root}/tools/bootstrap.mjs';
runWithNode24('tools/src/bootstrap/fixtures/worker.ts', process.argv.slice(1));`;

interface Launched {
  readonly launcher: ChildProcess;
  readonly lines: string[];
  readonly version: string;
  /** The process id of the script itself. */
  readonly worker: number;
  readonly ended: Promise<number | null>;
}

const all: ChildProcess[] = [];
afterEach(() => {
  for (const launcher of all.splice(0)) launcher.kill('SIGKILL');
});

const launch = async (code: string, environment: Record<string, string> = {}): Promise<Launched> => {
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', program, code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  all.push(launcher);
  const lines: string[] = [];
  const ended = once(launcher, 'close').then(([exit]: (number | null)[]) => exit ?? null);
  if (launcher.stdout !== null)
    createInterface({ input: launcher.stdout }).on('line', (line) => lines.push(line));
  while (lines.length === 0) await delay(10);
  const [version = '', pid = ''] = (lines[0] ?? '').split(' ');
  return { launcher, lines, version, worker: Number(pid), ended };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const untilGone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await delay(10);
};

describe('a script that is run with Node 24', () => {
  it('really runs there, and its exit code is passed on', async () => {
    const { version, ended } = await launch('7');
    expect(Number(/^v(\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(24);
    expect(await ended).toBe(7);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets a %s that reaches the launcher alone',
    async (signal) => {
      const { launcher, lines, ended } = await launch('3');
      launcher.kill(signal);
      expect(await ended).toBe(3);
      expect(lines.slice(1)).toEqual(['stopped']);
    },
  );

  it('stops once when Ctrl-C reaches the whole group', async () => {
    const { launcher, lines, ended } = await launch('3');
    process.kill(-(launcher.pid ?? 0), 'SIGINT');
    expect(await ended).toBe(3);
    expect(lines.slice(1)).toEqual(['stopped']);
  });

  it('ends when the launcher is killed', async () => {
    const { launcher, worker } = await launch('0');
    launcher.kill('SIGKILL');
    await untilGone(worker);
    expect(isAlive(worker)).toBe(false);
  });

  it('ends when the shell between npm and the launcher is gone', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" --input-type=module -e "$0" 0 & wait`, program], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], npm_lifecycle_event: 'start' },
    });
    all.push(shell);
    const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
    const worker = Number(line.split(' ')[1]);
    shell.kill('SIGKILL');
    await untilGone(worker);
    expect(isAlive(worker)).toBe(false);
  });
});
