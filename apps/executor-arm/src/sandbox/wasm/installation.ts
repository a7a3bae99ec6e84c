import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const bundled = extname(here) === '.js';

/** The child's program: beside the bundle of the service, or in its sources. */
const runnerPath = (): string =>
  bundled
    ? fileURLToPath(new URL('wasm-runner.js', import.meta.url.replace(/\/chunks\/[^/]*$/, '/')))
    : fileURLToPath(new URL('../../wasm-runner.ts', import.meta.url));

const variants = ['release-sync', 'release-asyncify', 'debug-sync', 'debug-asyncify'];

/** Each with the one that brings it. QuickJS names all its variants, of which one is loaded. */
const packages = [
  ['pyodide'],
  ['quickjs-emscripten'],
  ['quickjs-emscripten', 'quickjs-emscripten-core'],
  ['quickjs-emscripten', 'quickjs-emscripten-core', '@jitl/quickjs-ffi-types'],
  ...variants.map((variant) => ['quickjs-emscripten', `@jitl/quickjs-wasmfile-${variant}`]),
];

const folderOf = (chain: readonly string[]): string =>
  chain.reduce((from, name) => {
    const entry = createRequire(from).resolve(name);
    const folder = `/node_modules/${name}/`;
    return entry.slice(0, entry.lastIndexOf(folder) + folder.length);
  }, here);

export interface Installation {
  /** The program of the child process. */
  readonly runner: string;
  /** All that the child process may read: its own program and the interpreters. */
  readonly readable: readonly string[];
}

/** @throws Error when an interpreter is not installed */
export const findInstallation = (): Installation => {
  const runner = runnerPath();
  return { runner, readable: [`${dirname(runner)}/`, ...packages.map(folderOf)] };
};
