import { describe, expect, it } from 'vitest';
import { SandboxStartError } from './sandbox.ts';
import { supervise } from './supervise.ts';

const bounds = { timeoutMs: 10_000, memoryBytes: 2 ** 30, outputBytes: 1_024 };

describe('a process that cannot be started', () => {
  it.each([
    ['there is no such program', '/nowhere/program', []],
    ['its arguments are too long', '/usr/bin/env', ['x'.repeat(4_194_304)]],
  ])('is a sandbox that did not start: %s', async (_why, command, args) => {
    const launch = { command, args, env: {}, stdin: '', feeds: [] };
    await expect(supervise(launch, bounds, new AbortController().signal)).rejects.toThrow(SandboxStartError);
  });
});
