import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sandboxSettings } from '../check/settings.ts';
import type { Program, RunKind } from '../sandbox/sandbox.ts';
import { Sandboxes } from '../sandbox/sandboxes.ts';

const programs: Readonly<Record<RunKind, Program>> = {
  shell: { kind: 'shell', program: 'true', args: [] },
  python: { kind: 'python', code: 'pass' },
  javascript: { kind: 'javascript', code: '0' },
};
const timeoutMs = 300_000;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const bare = (): Promise<unknown> =>
  once(spawn('/usr/bin/true', { stdio: ['pipe', 'pipe', 'pipe'] }), 'close');

const runOf = (sandboxes: Sandboxes, kind: RunKind) => async (): Promise<void> => {
  const ended = await sandboxes
    .for(kind)
    ?.run({ program: programs[kind], stdin: '', files: {}, timeoutMs }, new AbortController().signal);
  if (ended?.exitCode !== 0) throw new Error(`${kind} did not run: ${JSON.stringify(ended)}`);
};

/** What is timed, and how often a run of it is affordable. */
const contenders = async (): Promise<readonly (readonly [string, number, () => Promise<unknown>])[]> => {
  const settings = sandboxSettings(process.env);
  const strong = await Sandboxes.open({ ...settings, mode: 'auto' });
  const wasm = await Sandboxes.open({ ...settings, mode: 'wasm' });
  const inBubblewrap = (['shell', 'python', 'javascript'] as const)
    .filter((kind) => strong.for(kind)?.name === 'bubblewrap')
    .map((kind) => [`bubblewrap_${kind}`, 60, runOf(strong, kind)] as const);
  return [
    ['bare_true', 60, bare],
    ...inBubblewrap,
    ['wasm_javascript', 10, runOf(wasm, 'javascript')],
    ['wasm_python', 3, runOf(wasm, 'python')],
  ];
};

/** Writes the milliseconds that each took, the first of each not counted, as one line of JSON. */
const measure = async (): Promise<void> => {
  const took: Record<string, number[]> = {};
  for (const [name, rounds, work] of await contenders()) {
    await work();
    took[name] = [];
    for (let round = 0; round < rounds; round += 1) took[name].push(await timed(work));
  }
  process.stdout.write(`${JSON.stringify(took)}\n`);
};

await measure();
