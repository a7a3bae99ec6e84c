import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { formatSeconds } from '../output/index.ts';
import { affectedApps, BuildError, buildApp, type Project, readProjects } from '../workspace/index.ts';
import type { Stack } from './stack.ts';

export interface Watched {
  readonly root: string;
  readonly stack: Stack;
  readonly notice: (sentence: string) => void;
}

/** An editor writes a file in several steps, and a change of branch writes many files. */
const settleMs = 150;

const isSource = (path: string): boolean =>
  /(?:^|[/\\])src[/\\].*\.(?:ts|json)$/.test(path) && !path.endsWith('.spec.ts');

/** The project that a file belongs to: `libs/engine` for `libs/engine/src/index.ts`. */
const projectFolder = (kind: string, path: string): string => `${kind}/${path.split(sep)[0] ?? ''}`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const rebuild = async (app: string, { root, stack, notice }: Watched): Promise<void> => {
  const began = performance.now();
  try {
    await buildApp(root, app);
    await stack.restart(app);
    notice(`${app} was built and started again in ${formatSeconds(performance.now() - began)}.`);
  } catch (error) {
    const what = error instanceof BuildError ? 'keeps running as it was' : 'could not be started again';
    notice(`${app} ${what}: ${messageOf(error)}`);
  }
};

/** Builds and restarts the services of a stack when their sources, or those of libraries they use, change. */
export const watchSources = async (watched: Watched): Promise<{ close(): void }> => {
  const projects: readonly Project[] = await readProjects(watched.root);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const apply = async (): Promise<void> => {
    const apps = affectedApps(projects, changed).filter((app) => watched.stack.services.has(app));
    changed.clear();
    await Promise.all(apps.map((app) => rebuild(app, watched)));
  };
  const note = (folder: string): void => {
    changed.add(folder);
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One after the other: what changes during a build is built after it.
      working = working.then(apply);
    }, settleMs);
  };
  const watchers = ['apps', 'libs'].map((kind) =>
    watch(join(watched.root, kind), { recursive: true }, (_event, path) => {
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
