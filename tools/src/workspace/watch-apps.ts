import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { affectedApps, type Project, readProjects } from './dependents.ts';

/** An editor writes a file in several steps, and a change of branch writes many files. */
const settleMs = 150;

const isSource = (path: string): boolean =>
  /(?:^|[/\\])src[/\\].*\.(?:ts|json)$/.test(path) && !path.endsWith('.spec.ts');

/** The project that a file belongs to: `libs/engine` for `libs/engine/src/index.ts`. */
const projectFolder = (kind: string, path: string): string => `${kind}/${path.split(sep)[0] ?? ''}`;

/**
 * Tells which applications are no longer what their sources say, when these change or those of libraries they use. It
 * waits for one answer before it gives the next.
 */
export const watchApps = async (
  root: string,
  changed: (apps: readonly string[]) => Promise<void>,
): Promise<{ close(): void }> => {
  const projects: readonly Project[] = await readProjects(root);
  const folders = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const apply = (): Promise<void> => {
    const apps = affectedApps(projects, folders);
    folders.clear();
    return changed(apps);
  };
  const note = (folder: string): void => {
    folders.add(folder);
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One after the other: what changes during a build is built after it.
      working = working.then(apply);
    }, settleMs);
  };
  const watchers = ['apps', 'libs'].map((kind) =>
    watch(join(root, kind), { recursive: true }, (_event, path) => {
      if (path !== null && isSource(path)) note(projectFolder(kind, path));
    }),
  );
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
};
