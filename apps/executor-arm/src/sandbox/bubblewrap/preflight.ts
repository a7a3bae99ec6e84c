import { access, constants } from 'node:fs/promises';
import { arch } from 'node:os';
import { closeInheritedFiles } from '../inherited-files.ts';
import type { Limits } from '../limits.ts';
import type { Obstacle, Preflight } from '../preflight.ts';
import type { Program, RunKind } from '../sandbox.ts';
import { BubblewrapSandbox } from './bubblewrap.ts';
import { obstacleOfComplaint, obstacleOfMachine } from './explain.ts';
import { machineFacts } from './machine-facts.ts';
import { seccompFilter } from './seccomp/filter.ts';
import { systemFolders } from './system-folders.ts';

const trialMs = 10_000;

export interface BubblewrapSettings {
  readonly bwrap: string;
  /** Must lie below /usr, which is what the sandbox sees of the machine. */
  readonly python: string;
  readonly node: string;
  readonly limits: Limits;
}

/** What a trial complained of; undefined when it went well. */
const complaintOf = async (sandbox: BubblewrapSandbox, program: Program): Promise<string | undefined> => {
  try {
    const run = { program, stdin: '', files: {}, timeoutMs: trialMs };
    const ended = await sandbox.run(run, new AbortController().signal);
    return ended.exitCode === 0
      ? undefined
      : ended.stderr || `It ended with ${ended.exitCode ?? ended.signal}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The reason is the last line of what was said: that is where programs put it. */
const unusable = (what: string, complaint: string, remedy: string): Obstacle => ({
  reason: `${what} does not run in bubblewrap: ${complaint.trim().split('\n').at(-1)}`,
  remedy,
});

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Tries bubblewrap as runs will use it, and says what it can run or why it cannot start. */
export const preflightBubblewrap = async (settings: BubblewrapSettings): Promise<Preflight> => {
  const facts = await machineFacts();
  const failed = (obstacle: Obstacle): Preflight => ({
    sandbox: undefined,
    obstacles: { sandbox: obstacle },
  });
  const known = obstacleOfMachine(facts);
  if (known !== undefined) return failed(known);

  closeInheritedFiles();
  const kinds = new Set<RunKind>(['shell']);
  const surroundings = {
    ...settings,
    seccomp: seccompFilter(arch() === 'x64' ? 'x64' : 'arm64'),
    system: await systemFolders(),
  };
  const sandbox = new BubblewrapSandbox({ ...surroundings, node: undefined, kinds });
  const complaint = await complaintOf(sandbox, {
    kind: 'shell',
    program: '/usr/bin/prlimit',
    args: ['--version'],
  });
  if (complaint !== undefined) return failed(obstacleOfComplaint(complaint, settings.bwrap, facts));

  const withNode = new BubblewrapSandbox({ ...surroundings, kinds });
  const [python, javascript] = await Promise.all([
    (await isExecutable(settings.python))
      ? complaintOf(sandbox, { kind: 'python', code: 'pass' })
      : `there is no ${settings.python}`,
    complaintOf(withNode, { kind: 'javascript', code: '0' }),
  ]);
  const obstacles: Partial<Record<RunKind, Obstacle>> = {};
  if (python === undefined) kinds.add('python');
  else
    obstacles.python = unusable(
      'Python',
      python,
      'Install it, or name its path below /usr in EXECUTOR_PYTHON.',
    );
  if (javascript === undefined) kinds.add('javascript');
  else
    obstacles.javascript = unusable(
      'Node.js',
      javascript,
      `Put it where every user can read it: ${settings.node}.`,
    );
  return { sandbox: javascript === undefined ? withNode : sandbox, obstacles };
};
