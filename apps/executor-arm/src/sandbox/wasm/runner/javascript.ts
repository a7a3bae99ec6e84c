import {
  newQuickJSWASMModule,
  type QuickJSContext,
  type QuickJSRuntime,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import type { Job } from '../job.ts';
import { forgetMachine, type Host, limitMemories } from './host.ts';
import { fileSystem, mainFile, prelude } from './javascript-world.ts';

const stackBytes = 1_048_576;

const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** A problem that ends the program. */
class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** What was thrown, with its stack when it is an error. */
const described = (thrown: unknown): string => {
  if (typeof thrown !== 'object' || thrown === null) return `Uncaught ${String(thrown)}`;
  const { name, message, stack }: { name?: unknown; message?: unknown; stack?: unknown } = thrown;
  if (typeof message !== 'string') return `Uncaught ${JSON.stringify(thrown)}`;
  const heading = `${typeof name === 'string' ? name : 'Error'}: ${message}`;
  return typeof stack === 'string' ? `${heading}\n${stack}`.trimEnd() : heading;
};

const loadModules = (runtime: QuickJSRuntime, job: Job): void => {
  const builtIn = fileSystem(job);
  runtime.setModuleLoader(
    (name) => {
      if (name === 'fs' || name === 'node:fs') return builtIn;
      const source = Object.hasOwn(job.files, name) ? job.files[name] : undefined;
      return source ?? { error: new Error(`There is no module ${name}.`) };
    },
    (base, requested) =>
      requested.startsWith('.') ? new URL(requested, `file:///${base}`).pathname.slice(1) : requested,
  );
};

/** Runs what is left to do: promises first, then the timer that is due next. */
const drain = (context: QuickJSContext, fireTimer: () => number): void => {
  for (;;) {
    const jobs = context.runtime.executePendingJobs();
    if (jobs.error !== undefined) throw new ProgramError(described(context.dump(jobs.error)));
    const wait = fireTimer();
    if (wait < 0) return;
    if (wait > 0) sleep(wait);
  }
};

const evaluate = (context: QuickJSContext, host: Host, code: string): void => {
  const print = context.newFunction('print', (fd, text) => {
    host.print(context.getNumber(fd) === 1 ? 1 : 2, toBytes(context.getString(text)));
  });
  context.setProp(context.global, '__print', print);
  const step = context.unwrapResult(context.evalCode(prelude, 'prelude.js'));
  const fireTimer = (): number => {
    const result = context.callFunction(step, context.undefined);
    if (result.error !== undefined) throw new ProgramError(described(context.dump(result.error)));
    return context.getNumber(result.value);
  };
  const result = context.evalCode(code, mainFile, { type: 'module' });
  if (result.error !== undefined) throw new ProgramError(described(context.dump(result.error)));
  drain(context, fireTimer);
  const state = context.getPromiseState(result.value);
  if (state.type === 'rejected') throw new ProgramError(described(context.dump(state.error)));
};

const toBytes = (text: string): string => {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
};

/**
 * Loads QuickJS, to run one program in it, as a module. A program has nothing to reach the machine with: the interpreter is
 * WebAssembly, and all it is given are a function that prints a text and the sources of the run's own modules.
 * @returns what runs the program and gives its exit code
 */
export const load = async (job: Job, host: Host): Promise<() => number> => {
  // QuickJS cannot count what it allocates where malloc does not tell sizes, so its memory is limited as a whole.
  limitMemories(job.memoryBytes);
  const quickjs = await newQuickJSWASMModule(RELEASE_SYNC);
  forgetMachine();
  const runtime = quickjs.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  loadModules(runtime, job);
  return () => {
    try {
      evaluate(runtime.newContext(), host, job.code);
      return 0;
    } catch (error) {
      host.print(2, toBytes(`${error instanceof ProgramError ? error.message : String(error)}\n`));
      return 1;
    }
  };
};
