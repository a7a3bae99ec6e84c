import { spawn } from 'node:child_process';
import { buildEnvironment, root } from '../workspace/index.ts';

/** One part of the verification: a command of the workspace. */
export interface Phase {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** What `npm test` runs, in this order. Later phases need what earlier ones build. */
export const phases: readonly Phase[] = [
  { name: 'format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'build, types, lint, unit tests',
    command: ['nx', 'run-many', '-t', 'build', 'typecheck', 'lint', 'test'],
  },
  { name: 'tests against real servers', command: ['nx', 'run-many', '-t', 'integration', '--parallel=1'] },
];

/** Runs a phase and resolves with whether it succeeded. What it prints goes straight to the terminal. */
export const runPhase = ({ command: [program, ...args] }: Phase): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const nx = program === 'nx' ? ['--outputStyle=static', '--nxBail=false'] : [];
    const child = spawn(program, [...args, ...nx], {
      cwd: root,
      stdio: 'inherit',
      env: buildEnvironment(root),
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
