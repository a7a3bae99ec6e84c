import { describe, expect, it } from 'vitest';
import { parseLockFile } from './lock-file.ts';

const lockFile = (state: string) =>
  `4711\n/data\n1795251530\n5433\n\n127.0.0.1\n  1234567         3\n${state}\n`;

describe('postmaster.pid', () => {
  it('names the process and tells when it accepts connections', () => {
    expect(parseLockFile(lockFile('starting'))).toEqual({ pid: 4711, ready: false });
    expect(parseLockFile(lockFile('ready   '))).toEqual({ pid: 4711, ready: true });
    expect(parseLockFile(lockFile('standby '))).toEqual({ pid: 4711, ready: true });
  });

  it('is not ready while it is being written', () => {
    expect(parseLockFile('4711\n/data\n')).toEqual({ pid: 4711, ready: false });
  });

  it('gives the process id of single-user mode, which is negative there', () => {
    expect(parseLockFile('-4711\n')?.pid).toBe(4711);
  });

  it('says nothing when it is empty, as after a full disk', () => {
    expect(parseLockFile('')).toBeUndefined();
  });
});
