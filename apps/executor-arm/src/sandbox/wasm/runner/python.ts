import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { type Job, workspace } from '../job.ts';
import { forgetMachine, type Host } from './host.ts';
import { launcherSource, realmSource } from './python-realm.ts';

const pathOf = (file: string): string => fileURLToPath(import.meta.resolve(`pyodide/${file}`));
const distribution = ['pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];

/** The files of the distribution, which the realm may copy. */
const distributedFiles = () => {
  const contents = new Map(distribution.map((name) => [name, readFileSync(pathOf(name))]));
  return {
    length: (name: string): number => contents.get(name)?.length ?? 0,
    copy: (name: string, into: Uint8Array): void => into.set(contents.get(name) ?? []),
  };
};

const moduleIn = async (
  context: vm.Context,
  file: string,
  imported?: vm.SourceTextModule,
): Promise<vm.SourceTextModule> => {
  const module = new vm.SourceTextModule(readFileSync(pathOf(file), 'utf8'), {
    context,
    identifier: `/pyodide/${file}`,
    initializeImportMeta: (meta) => {
      meta.url = `file:///pyodide/${file}`;
    },
    ...(imported === undefined ? {} : { importModuleDynamically: () => imported }),
  });
  await module.link(() => {
    throw new TypeError(`${file} imports nothing.`);
  });
  await module.evaluate();
  return module;
};

interface Realm {
  readonly start: (loadPyodide: unknown, workspace: string) => Promise<object>;
  readonly run: (python: object, launcher: string, job: string) => unknown;
}

/**
 * Loads Pyodide, to run one program in it. Its bridge to JavaScript is no wall, so Pyodide lives in a realm of its own that was never
 * given an object of Node.js, in a process that makes no code from texts and has no permissions. Pyodide's own files
 * are read before that.
 * @returns what runs the program and gives its exit code
 */
export const load = async (job: Job, host: Host): Promise<() => number> => {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: true },
  });
  const setUp = vm.runInContext(realmSource, context) as (...given: readonly unknown[]) => Realm;
  const realm = setUp(host, distributedFiles(), job.memoryBytes);
  const glue = await moduleIn(context, 'pyodide.mjs', await moduleIn(context, 'pyodide.asm.mjs'));
  forgetMachine();
  const python = await realm.start((glue.namespace as { loadPyodide?: unknown }).loadPyodide, workspace);
  // As bytes, because the realm has nothing that encodes a text.
  const stdin = Buffer.from(job.stdin).toString('latin1');
  const text = JSON.stringify({ ...job, stdin, workspace });
  return () => {
    const code = realm.run(python, launcherSource, text);
    // An object of the realm must not get further: to wait for it or to print it would call what it says.
    return typeof code === 'number' && Number.isInteger(code) ? code & 255 : 1;
  };
};
