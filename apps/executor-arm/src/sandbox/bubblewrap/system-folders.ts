import { lstat, readlink } from 'node:fs/promises';

const candidates = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

const argumentsFor = async (path: string): Promise<string[]> => {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return [];
  return found.isSymbolicLink() ? ['--symlink', await readlink(path), path] : ['--ro-bind', path, path];
};

/**
 * How programs and libraries of the machine come into the sandbox, read-only: `/usr`, and the folders beside it that
 * are links into it on most systems and folders on others.
 */
export const systemFolders = async (): Promise<string[]> => [
  '--ro-bind',
  '/usr',
  '/usr',
  ...(await Promise.all(candidates.map(argumentsFor))).flat(),
];
