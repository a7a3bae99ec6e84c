import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { commandOf, isAlive, isServerIn } from './process-info.ts';

describe('a process', () => {
  it('is known by its command line', async () => {
    expect(await commandOf(process.pid)).toContain('node');
  });

  it('counts as a server in a folder only when it is that program and works in that folder', async () => {
    const folder = realpathSync(tmpdir());
    const child = spawn('sleep', ['30'], { cwd: folder });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(await isServerIn(pid, 'sleep', folder)).toBe(true);
    expect(await isServerIn(pid, 'postgres', folder)).toBe(false);
    expect(await isServerIn(pid, 'sleep', '/usr')).toBe(false);
    child.kill();
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(false);
    expect(await isServerIn(pid, 'sleep', folder)).toBe(false);
    expect(await commandOf(pid)).toBeUndefined();
  });
});
