import { sentenceOf } from '../sandbox/preflight.ts';
import type { Ended, Program, RunKind } from '../sandbox/sandbox.ts';
import type { Sandboxes } from '../sandbox/sandboxes.ts';

const trials: Readonly<Record<RunKind, Program>> = {
  shell: { kind: 'shell', program: 'echo', args: ['42'] },
  python: { kind: 'python', code: 'print(6 * 7)' },
  javascript: { kind: 'javascript', code: 'console.log(6 * 7)' },
};
const trialMs = 120_000;

/** What this machine allows: lines for a person, and whether every tool has the strongest sandbox. */
export interface SandboxReport {
  readonly lines: readonly string[];
  readonly complete: boolean;
}

const failureOf = ({ exitCode, signal, stderr, stdout, timedOut }: Ended): string | undefined => {
  if (stdout === '42\n') return undefined;
  return timedOut ? 'it took too long' : stderr.trim() || `it ended with ${exitCode ?? signal}`;
};

const tried = async (sandboxes: Sandboxes, kind: RunKind): Promise<{ line: string; works: boolean }> => {
  const sandbox = sandboxes.for(kind);
  const obstacle = sandboxes.obstacle(kind);
  const why = obstacle === undefined ? '' : ` ${sentenceOf(obstacle)}`;
  if (sandbox === undefined) return { line: `${kind}: not available.${why}`, works: false };
  const run = { program: trials[kind], stdin: '', files: {}, timeoutMs: trialMs };
  const ended = await sandbox.run(run, new AbortController().signal);
  const failure = failureOf(ended);
  const outcome = failure === undefined ? `works (${ended.durationMs.toFixed(0)} ms)` : `fails: ${failure}`;
  return {
    line: `${kind}: ${sandbox.name}, ${outcome}.${why}`,
    works: failure === undefined && obstacle === undefined,
  };
};

/** Runs a small program of each kind, one after the other. */
export const reportOn = async (sandboxes: Sandboxes): Promise<SandboxReport> => {
  const lines: string[] = [];
  let complete = true;
  for (const kind of ['shell', 'python', 'javascript'] as const) {
    const { line, works } = await tried(sandboxes, kind);
    lines.push(line);
    complete &&= works;
  }
  return { lines, complete };
};
