import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../output/index.ts';
import { type NodeResult, runNode } from '../process/index.ts';
import { BuildStamp } from './build-stamp.ts';

/** What a person reads: no colours meant for another terminal, and not where in the build tool it happened. */
const plain = (output: string): string =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim();

/** Thrown when an application cannot be built. The message ends with what the build said. */
export class BuildError extends UserError {
  override readonly name = 'BuildError';

  constructor(what: string, { stdout, stderr }: Pick<NodeResult, 'stdout' | 'stderr'>) {
    super(`${what}\n${plain(`${stdout}\n${stderr}`)}`);
  }
}

export interface Build {
  readonly root: string;
  /** The names of the applications, such as `planner-arm`. */
  readonly apps: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The environment for the build tools: their programs are found on the PATH. */
export const buildEnvironment = (root: string): Record<string, string | undefined> => ({
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
});

/**
 * Builds applications into dist/apps; Nx skips those whose sources have not changed.
 * @throws BuildError when one of them does not build
 */
export const buildApps = async ({ root, apps, signal }: Build): Promise<void> => {
  const stamp = new BuildStamp(root, apps);
  if (await stamp.isCurrent()) return;
  const projects = apps.map((app) => `@octollm/${app}`).join(',');
  const result = await runNode({
    script: realpathSync(join(root, 'node_modules', '.bin', 'nx')),
    args: ['run-many', '-t', 'build', '-p', projects, '--outputStyle=static'],
    cwd: root,
    env: buildEnvironment(root),
    signal,
  });
  signal?.throwIfAborted();
  if (result.code !== 0)
    throw new BuildError('The build failed. Put right what it says, then start again.', result);
  const missing = apps
    .map((app) => join('dist', 'apps', app, 'main.js'))
    .find((file) => !existsSync(join(root, file)));
  if (missing !== undefined)
    throw new BuildError(`The build ended without an error, but ${missing} is not there.`, result);
  await stamp.renew();
};

/**
 * Builds one application without asking whether anything has changed.
 * @throws BuildError when it does not build
 */
export const buildApp = async (root: string, app: string): Promise<void> => {
  const result = await runNode({
    script: realpathSync(join(root, 'node_modules', '.bin', 'rolldown')),
    args: ['-c', '../../tools/config/rolldown.app.mjs'],
    cwd: join(root, 'apps', app),
    env: buildEnvironment(root),
  });
  if (result.code !== 0) throw new BuildError('The build failed.', result);
};
