import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeLanguage } from '../fixtures/sandbox-suite.ts';
import { bubblewrapHere, findBwrap, runIn, smallLimits } from '../fixtures/sandboxes.ts';
import type { Sandbox } from '../sandbox.ts';
import { preflightBubblewrap } from './preflight.ts';

const { sandbox, obstacles } = await bubblewrapHere();

const here = (): Sandbox => {
  if (sandbox === undefined) throw new TypeError(JSON.stringify(obstacles));
  return sandbox;
};

describe.runIf(sandbox?.kinds.has('python'))('Python in bubblewrap', () => {
  describeLanguage(here, 'python', 1_000);
});

describe.runIf(sandbox?.kinds.has('javascript'))('JavaScript in bubblewrap', () => {
  describeLanguage(here, 'javascript', 1_000);
});

describe.runIf(sandbox !== undefined)('a program in bubblewrap', () => {
  it('is run by its name with the arguments as they stand', async () => {
    const program = { kind: 'shell', program: 'echo', args: ['$HOME', '*', '; ls'] } as const;
    expect(await runIn(here(), program)).toMatchObject({ exitCode: 0, stdout: '$HOME * ; ls\n' });
  });

  it('comes after the service when both want the processor', async () => {
    const program = { kind: 'shell', program: 'nice', args: [] } as const;
    expect(await runIn(here(), program)).toMatchObject({ stdout: `${getPriority() + 10}\n` });
  });

  it('is told from a sandbox that does not start', async () => {
    const program = { kind: 'shell', program: 'echo', args: [] } as const;
    await expect(runIn(here(), program, { files: { a: '', 'a/b': '' } })).rejects.toThrow(/bwrap/);
  });
});

describe('the preflight of bubblewrap', () => {
  const settings = { python: '/usr/bin/python3', node: process.execPath, limits: smallLimits };

  it('says that there is none', async () => {
    const { sandbox: none, obstacles: why } = await preflightBubblewrap({
      ...settings,
      bwrap: '/nowhere/bwrap',
    });
    expect(none).toBeUndefined();
    expect(why.sandbox?.reason).toMatch(/There is no bubblewrap at \/nowhere\/bwrap|for Linux/);
  });

  it.runIf(sandbox !== undefined)('says which languages it cannot run', async () => {
    const found = await preflightBubblewrap({
      ...settings,
      bwrap: await findBwrap(),
      python: '/usr/bin/none',
      node: '/none/node',
    });
    expect([...(found.sandbox?.kinds ?? [])]).toEqual(['shell']);
    expect(found.obstacles.python?.reason).toContain('/usr/bin/none');
    expect(found.obstacles.javascript?.reason).toContain('/none/node');
  });
});
