import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = relative(root, process.cwd());
const { octollm } = JSON.parse(readFileSync('package.json', 'utf8'));
const entries = octollm?.entries ?? ['src/main.ts'];

/**
 * Packages from npm that are inlined, because what is used of them is a fraction of what importing them loads: zod
 * brings the messages of fifty languages, 14 MB of resident memory in every service.
 */
const inlined = ['zod'];

/** Workspace libraries are inlined from source; packages from npm stay external, except helpers oxc injects. */
const isExternal = (id) =>
  !inlined.includes(id) &&
  !id.startsWith('.') &&
  !id.startsWith('/') &&
  !id.startsWith('@octollm/') &&
  !id.startsWith('@oxc-project/runtime');

export default defineConfig({
  input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), entry])),
  platform: 'node',
  external: isExternal,
  resolve: { conditionNames: ['@octollm/source', 'node', 'import', 'module', 'default'] },
  tsconfig: 'tsconfig.json',
  treeshake: {
    // Otherwise an app loads every package that a library it uses imports anywhere: the gateway the Qdrant client.
    moduleSideEffects: [
      { test: /^reflect-metadata$/, sideEffects: true },
      { external: true, sideEffects: false },
    ],
  },
  output: {
    dir: join(root, 'dist', project),
    format: 'esm',
    sourcemap: true,
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
});
