import { describe, expect, it } from 'vitest';
import { Sandboxes, SandboxUnavailableError } from '../sandbox/sandboxes.ts';
import { reportOn } from './report.ts';
import { sandboxSettings } from './settings.ts';

const open = (environment: Readonly<Record<string, string>>) => Sandboxes.open(sandboxSettings(environment));

describe('the report on sandboxes', () => {
  it('says that all are turned off, and how to turn them on', async () => {
    const { lines, complete } = await reportOn(await open({ EXECUTOR_SANDBOX: 'off' }));
    expect(complete).toBe(false);
    expect(lines).toEqual(
      ['shell', 'python', 'javascript'].map(
        (kind) =>
          `${kind}: not available. The sandbox is turned off. Set EXECUTOR_SANDBOX to auto to run programs.`,
      ),
    );
  });

  it('has no sandbox instead of the one that the settings ask for, and says why', async () => {
    const attempt = open({ EXECUTOR_SANDBOX: 'bubblewrap', EXECUTOR_BWRAP: '/nowhere/bwrap' });
    await expect(attempt).rejects.toThrow(SandboxUnavailableError);
    await expect(attempt).rejects.toThrow(/^EXECUTOR_SANDBOX is bubblewrap\. .+/);
  });

  it('knows that without bubblewrap languages are interpreted and programs are not run', async () => {
    const sandboxes = await open({ EXECUTOR_BWRAP: '/nowhere/bwrap' });
    expect(sandboxes.for('python')?.name).toBe('wasm');
    expect(sandboxes.for('javascript')?.name).toBe('wasm');
    expect(sandboxes.for('shell')).toBeUndefined();
    for (const kind of ['shell', 'python', 'javascript'] as const)
      expect(sandboxes.obstacle(kind)?.reason).toMatch(/bubblewrap/);
  });

  it('knows no other sandboxes', () => {
    expect(() => sandboxSettings({ EXECUTOR_SANDBOX: 'docker' })).toThrow(
      'EXECUTOR_SANDBOX must be one of auto, bubblewrap, wasm, off.',
    );
  });
});
