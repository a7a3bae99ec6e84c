import { formatSeconds } from '../output/index.ts';
import { BuildError, buildApp, watchApps } from '../workspace/index.ts';
import type { Stack } from './stack.ts';

export interface Watched {
  readonly root: string;
  readonly stack: Stack;
  readonly notice: (sentence: string) => void;
}

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
export const watchSources = (watched: Watched): Promise<{ close(): void }> =>
  watchApps(watched.root, async (apps) => {
    await Promise.all(
      apps.filter((app) => watched.stack.services.has(app)).map((app) => rebuild(app, watched)),
    );
  });
