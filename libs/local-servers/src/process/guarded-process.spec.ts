import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type GuardedProcess, startGuarded } from './guarded-process.ts';
import { LogTail } from './log-tail.ts';
import { isAlive } from './process-info.ts';

function startShell(script: string, tail = new LogTail(), scratch?: string): Promise<GuardedProcess> {
  return startGuarded({ command: '/bin/sh', args: ['-c', script], stopSignal: 'TERM', tail, scratch });
}

const untilStopped = 'trap "echo stopped in good order; exit 0" TERM; echo up; while :; do sleep 0.05; done';

describe('a guarded process', () => {
  it('is stopped with its signal and its last words are heard', async () => {
    const tail = new LogTail();
    const server = await startShell(untilStopped, tail);
    await vi.waitFor(() => expect(tail.lines).toContain('up'));
    await server.stop();
    expect(tail.lines.at(-1)).toBe('stopped in good order');
    expect(await server.exited).toBe(0);
    expect(isAlive(server.pid)).toBe(false);
  });

  it('can be stopped or killed again when it has ended', async () => {
    const server = await startShell('exit 3');
    expect(await server.exited).toBe(3);
    await server.stop();
    await server.kill();
  });

  it('can be killed like in a crash', async () => {
    const server = await startShell(untilStopped);
    await server.kill();
    expect(await server.exited).toBe(128 + 9);
    expect(isAlive(server.pid)).toBe(false);
  });

  it('takes its scratch folder along', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'guarded-'));
    const server = await startShell(`: > ${scratch}/file; ${untilStopped}`, new LogTail(), scratch);
    await server.stop();
    expect(existsSync(scratch)).toBe(false);
  });

  it('is given none of our secrets', async () => {
    vi.stubEnv('SOME_API_KEY', 'hidden');
    const tail = new LogTail(undefined, 1_000);
    await (await startShell('env', tail)).exited;
    vi.unstubAllEnvs();
    expect(tail.lines.join('\n')).toContain('LC_ALL=C');
    expect(tail.lines.join('\n')).not.toContain('hidden');
  });

  it('says so when the program is missing', async () => {
    const tail = new LogTail();
    const server = await startGuarded({ command: '/nowhere/server', args: [], stopSignal: 'TERM', tail });
    expect(await server.exited).toBe(127);
    expect(tail.lines.join('\n')).toContain('/nowhere/server');
  });

  it.runIf(existsSync('/proc/self/stat'))(
    "is in another session than we are, out of Ctrl-C's reach",
    async () => {
      const server = await startShell(untilStopped);
      expect(sessionOf(server.pid)).not.toBe(sessionOf(process.pid));
      await server.stop();
    },
  );
});

/** The sixth field of /proc/<pid>/stat; the second is the command in parentheses and may hold spaces. */
function sessionOf(pid: number): string | undefined {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3];
}
