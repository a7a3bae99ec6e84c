import { join } from 'node:path';
import { UserError } from '../../output/index.ts';
import { runNode } from '../../process/index.ts';
import { root } from '../../workspace/index.ts';

/** What a program said of its run, and how long it took with its start. */
export interface Run {
  readonly figures: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const compileCache = join(root, '.octollm', 'compile-cache');

/** Runs a program of the manifests that ends with a line of JSON. @throws UserError when it fails */
export const run = async (
  program: 'main' | 'plain',
  args: readonly string[],
  signal: AbortSignal,
): Promise<Run> => {
  const began = performance.now();
  const { code, stdout, stderr } = await runNode({
    script: join(root, 'apps', 'manifests', 'src', 'measure', `${program}.ts`),
    args,
    cwd: root,
    // Compiled code is kept, as it is for the stack: the warm-up fills the folder.
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    signal,
  });
  const seconds = (performance.now() - began) / 1_000;
  signal.throwIfAborted();
  if (code !== 0) throw new UserError(`The manifests could not be rendered:\n${stderr}`);
  return { figures: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Run['figures'], seconds };
};
