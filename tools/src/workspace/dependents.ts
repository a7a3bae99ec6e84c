import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });

/** A project of the workspace: an application or a library. */
export interface Project {
  /** The name of the package, such as `@octollm/engine`. */
  readonly name: string;
  /** The folder from the root, such as `libs/engine`. */
  readonly folder: string;
  readonly dependencies: readonly string[];
}

/** The applications and libraries of the workspace with the packages they use. */
export const readProjects = async (root: string): Promise<readonly Project[]> => {
  const folders = await Promise.all(
    ['apps', 'libs'].map(async (kind) => (await readdir(join(root, kind))).map((name) => `${kind}/${name}`)),
  );
  return Promise.all(
    folders.flat().map(async (folder) => {
      const text = await readFile(join(root, folder, 'package.json'), 'utf8');
      const { name, dependencies } = Manifest.parse(JSON.parse(text));
      return { name, folder, dependencies: Object.keys(dependencies) };
    }),
  );
};

/** The names of all packages of the workspace that a project uses, itself included, directly or through others. */
const usedBy = (
  project: Project,
  projects: readonly Project[],
  seen = new Set<string>(),
): ReadonlySet<string> => {
  if (seen.has(project.name)) return seen;
  seen.add(project.name);
  for (const used of projects.filter(({ name }) => project.dependencies.includes(name)))
    usedBy(used, projects, seen);
  return seen;
};

/** The applications to build anew when files in these folders have changed. */
export const affectedApps = (
  projects: readonly Project[],
  changedFolders: ReadonlySet<string>,
): readonly string[] => {
  const changed = projects.filter(({ folder }) => changedFolders.has(folder)).map(({ name }) => name);
  return projects
    .filter(({ folder }) => folder.startsWith('apps/'))
    .filter((app) => {
      const used = usedBy(app, projects);
      return changed.some((name) => used.has(name));
    })
    .map(({ folder }) => folder.slice('apps/'.length));
};
