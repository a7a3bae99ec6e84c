import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTimeOf } from '../process/index.ts';
import { AlreadyRunningError, runningStack, StackLock } from './lock-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octollm-lock-'));
  path = join(folder, 'stack.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const deadPid = (): number => spawnSync('true').pid;

describe('the lock of a stack', () => {
  it('is held by one at a time', async () => {
    const lock = await StackLock.take(path);
    await expect(StackLock.take(path)).rejects.toBeInstanceOf(AlreadyRunningError);
    await lock.release();
    await (await StackLock.take(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a second start the process and the address', async () => {
    const lock = await StackLock.take(path);
    await expect(StackLock.take(path)).rejects.toThrow(`is just starting already (process ${process.pid})`);
    await lock.publish({ postgres_port: 5433 });
    await lock.publish({ gateway: 'http://127.0.0.1:8080' });
    await expect(StackLock.take(path)).rejects.toThrow(
      `is running at http://127.0.0.1:8080 already (process ${process.pid})`,
    );
    expect(await runningStack(path)).toMatchObject({ gateway: 'http://127.0.0.1:8080', postgres_port: 5433 });
  });

  it('can be read by its owner alone', async () => {
    const lock = await StackLock.take(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await lock.publish({ postgres_port: 1 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is taken over from a process that was killed', async () => {
    writeFileSync(path, JSON.stringify({ pid: deadPid(), gateway: 'http://127.0.0.1:8080' }));
    expect(await runningStack(path)).toBeUndefined();
    await StackLock.take(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over when its process id belongs to a later process', async () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, process_started: 'long ago' }));
    expect((await StackLock.take(path)) instanceof StackLock).toBe(true);
  });

  it.each(['', 'not JSON', '{"pid": "x"}'])('is taken over when its file holds %j', async (text) => {
    writeFileSync(path, text);
    expect(await runningStack(path)).toBeUndefined();
    expect((await StackLock.take(path)) instanceof StackLock).toBe(true);
  });

  it('goes to one of many that find a stale one', async () => {
    writeFileSync(path, JSON.stringify({ pid: deadPid() }));
    const takers = await Promise.allSettled(Array.from({ length: 20 }, () => StackLock.take(path)));
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['stack.json']);
  });
});

describe('the start time of a process', () => {
  it('is the same every time, and there is none for a process that has ended', () => {
    expect(startTimeOf(process.pid)).toBe(startTimeOf(process.pid));
    expect(startTimeOf(deadPid())).toBeUndefined();
  });
});
