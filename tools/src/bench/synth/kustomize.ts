import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A render of many arms is hundreds of megabytes. */
const maxBuffer = 1_024 ** 3;

const hasKubectl = async (signal: AbortSignal): Promise<boolean> => {
  try {
    await execute('kubectl', ['version', '--client'], { signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return false;
    throw error;
  }
};

/** The seconds that `kubectl kustomize` takes for each of these folders together; undefined where there is no kubectl. */
export const kustomizeSeconds = async (
  root: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<number | undefined> => {
  if (!(await hasKubectl(signal))) return undefined;
  const began = performance.now();
  for (const folder of folders)
    await execute('kubectl', ['kustomize', join(root, folder)], { signal, maxBuffer });
  return (performance.now() - began) / 1_000;
};
