import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { cpuTimeOf, cpuTimeOfFamily } from './cpu-time.ts';

const busyMs = 100;

/** Keeps this process busy until it has used so much CPU time. */
const burn = (): void => {
  const from = process.cpuUsage();
  const used = (): number => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  };
  while (used() < busyMs);
};

describe.runIf(process.platform === 'linux')('the CPU time of processes', () => {
  it('grows by what a process computes', () => {
    const before = cpuTimeOf([process.pid]);
    burn();
    // /proc counts in ticks of 10 ms.
    expect(cpuTimeOf([process.pid]) - before).toBeGreaterThanOrEqual(busyMs - 20);
  });

  it('is 0 for a process that is gone', async () => {
    const child = spawn(process.execPath, ['--eval', '']);
    const { pid } = child;
    await once(child, 'exit');
    expect(cpuTimeOf([pid ?? 0])).toBe(0);
    expect(cpuTimeOfFamily(pid ?? 0)).toBe(0);
  });

  it('counts what the children of a server have used, those that have ended too', async () => {
    const own = cpuTimeOf([process.pid]);
    const before = cpuTimeOfFamily(process.pid) - own;
    const child = spawn(process.execPath, [
      '--eval',
      `const end = Date.now() + 60_000; while (process.cpuUsage().user < ${busyMs * 1_000} && Date.now() < end);`,
    ]);
    await once(child, 'exit');
    expect(cpuTimeOfFamily(process.pid) - cpuTimeOf([process.pid]) - before).toBeGreaterThanOrEqual(
      busyMs - 20,
    );
  });
});
