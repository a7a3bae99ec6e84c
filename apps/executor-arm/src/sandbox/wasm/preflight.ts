import { existsSync } from 'node:fs';
import { closeInheritedFiles } from '../inherited-files.ts';
import type { Limits } from '../limits.ts';
import { beNice } from '../nice.ts';
import type { Preflight } from '../preflight.ts';
import { findInstallation } from './installation.ts';
import { WasmSandbox } from './wasm.ts';

const setpriv = '/usr/bin/setpriv';

const ifThere = (command: readonly [string, ...string[]]): readonly string[] =>
  existsSync(command[0]) ? command : [];

/**
 * Ends a run with the service, also when that is killed. Where util-linux is missing, as in a small container, the run
 * ends with the container.
 */
const boundToService = ifThere([setpriv, '--pdeathsig', 'KILL', '--no-new-privs', '--']);

/** Finds the interpreters. They run wherever Node.js runs, so nothing is tried. */
export const preflightWasm = (settings: { readonly node: string; readonly limits: Limits }): Preflight => {
  closeInheritedFiles();
  try {
    return {
      sandbox: new WasmSandbox({
        ...settings,
        launcher: [...ifThere(beNice), ...boundToService],
        installation: findInstallation(),
      }),
      obstacles: {},
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return {
      sandbox: undefined,
      obstacles: {
        sandbox: {
          reason: `The WebAssembly interpreters are not installed: ${reason}.`,
          remedy: 'Install them with npm install.',
        },
      },
    };
  }
};
