import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = relative(root, process.cwd());
const conditions = ['@octollm/source', 'node', 'module', 'default'];
/** Suites about something that this machine does not have and that no set-up can bring. */
const notHere = [
  ...(process.getuid?.() === 0 ? [] : ['**/as-root.integration.spec.ts']),
  ...(process.env.QDRANT_URL ? [] : ['**/qdrant-*.integration.spec.ts']),
];
const kind = process.env.npm_lifecycle_event === 'integration' ? 'integration' : 'unit';

/** Those that take longest, by their beginnings: begun last, they would be all that one core has to do at the end. */
const longest = ['crash-matrix', 'stack', 'crashes', 'platform', 'approvals'];

class LongestFirst extends BaseSequencer {
  async sort(files) {
    const rank = ({ moduleId }) => {
      const index = longest.findIndex((name) => basename(moduleId).startsWith(`${name}.`));
      return index === -1 ? longest.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * One configuration for every project. Unit tests are `*.spec.ts` beside the code and are cached by Nx; tests
 * that start a server are `*.integration.spec.ts` and always run.
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: kind === 'integration' ? ['src/**/*.integration.spec.ts'] : ['src/**/*.spec.ts'],
    exclude: kind === 'integration' ? notHere : ['src/**/*.integration.spec.ts'],
    setupFiles: ['reflect-metadata', fileURLToPath(new URL('fresh-metrics.mjs', import.meta.url))],
    ...(kind === 'integration' && project === 'tools'
      ? { globalSetup: [fileURLToPath(new URL('shared-folder.mjs', import.meta.url))] }
      : {}),
    // Files share what they import: to import it for each of them is most of their time. None of them changes anything
    // outside itself that it does not put back. Those of the tools start whole stacks and keep to themselves.
    isolate: kind === 'integration' && project === 'tools',
    testTimeout: kind === 'integration' ? 60_000 : 30_000,
    hookTimeout: 120_000,
    // Tests with servers wait more than they compute, but two stacks at a time are what two cores can carry. The other
    // projects, which have small servers, run beside each other.
    ...(kind === 'integration' ? { maxWorkers: project === 'tools' ? 2 : 1 } : {}),
    sequence: { sequencer: LongestFirst },
    reporters: ['default', 'json'],
    outputFile: { json: `${root}dist/reports/${project}/${kind}.json` },
  },
});
