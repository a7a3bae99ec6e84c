import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { buildEnvironment, root } from '../workspace/index.ts';

type Command = readonly [string, ...string[]];

/** One part of the verification: commands of the workspace that run at the same time. */
export interface Phase {
  readonly name: string;
  readonly commands: readonly Command[];
}

const projects = globSync('{apps/*,libs/*,tools}/tsconfig.json', { cwd: root });
const sources = globSync(['{apps,libs}/*/src', 'tools/{src,bench-peers,evaluate-peers}'], { cwd: root });

/**
 * What `npm test` runs, in this order. Later phases need what earlier ones build. Types and lint are checked in all
 * projects by one process each: those of Nx, one for every project, read the libraries again and again, which takes
 * twice as long.
 */
export const phases: readonly Phase[] = [
  { name: 'format', commands: [['biome', 'check', '--error-on-warnings', '.']] },
  // Two projects at a time: more would take more memory than time.
  { name: 'types', commands: [['tsc', '-b', '--builders', '2', ...projects]] },
  { name: 'lint', commands: [['oxlint', '--type-aware', '--config', '.oxlintrc.json', ...sources]] },
  { name: 'build, unit tests', commands: [['nx', 'run-many', '-t', 'build', 'test']] },
  { name: 'applications', commands: [['node', 'tools/src/verify/applications.ts']] },
  {
    name: 'tests against real servers',
    // The whole platform takes as long as everything else, so the two go side by side from the beginning.
    commands: [
      ['npm', 'run', 'integration', '--workspace', 'tools'],
      ['nx', 'run-many', '-t', 'integration', '--exclude', '@octollm/tools'],
    ],
  },
];

/** Several hundred processes load the same few tools and services: each compiles only what none before it has. */
const compileCache = join(root, 'node_modules', '.cache', 'compile');

const run = ([program, ...args]: Command): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const nx = program === 'nx' ? ['--outputStyle=static', '--nxBail=false'] : [];
    const child = spawn(program, [...args, ...nx], {
      cwd: root,
      stdio: 'inherit',
      env: { ...buildEnvironment(root), NODE_COMPILE_CACHE: compileCache },
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });

/** Runs a phase and resolves with whether it succeeded. What it prints goes straight to the terminal. */
export const runPhase = async ({ commands }: Phase): Promise<boolean> =>
  (await Promise.all(commands.map(run))).every((succeeded) => succeeded);
