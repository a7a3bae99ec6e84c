import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package that another needs is not installed. */
export class MissingPackageError extends Error {
  constructor(name: string, neededBy: string) {
    super(`${neededBy} needs ${name}, which is not installed. Run npm ci.`);
    this.name = 'MissingPackageError';
  }
}

/** Where Node finds a package from a folder: in the nearest node_modules on the way up (nodejs.org/api/modules.html). */
const find = (name: string, from: string, root: string): string | undefined => {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return from === root || from === dirname(from) ? undefined : find(name, dirname(from), root);
};

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/**
 * The folders of packages and of all that they need, as they are installed under `root`: what a program that imports the
 * packages cannot do without. Optional packages, such as those for other platforms, count where they are installed.
 * @throws MissingPackageError
 */
export const packageClosure = (root: string, packages: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  const visit = (name: string, from: string, neededBy: string, mustExist: boolean): void => {
    const folder = find(name, from, root);
    if (folder === undefined) {
      if (mustExist) throw new MissingPackageError(name, neededBy);
      return;
    }
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifestOf(folder);
    for (const dependency of Object.keys(dependencies))
      visit(dependency, folder, name, !(dependency in optionalDependencies));
    for (const dependency of Object.keys({ ...optionalDependencies, ...peerDependencies }))
      visit(dependency, folder, name, false);
  };
  for (const name of packages) visit(name, root, 'The program', true);
  return [...found].sort();
};
