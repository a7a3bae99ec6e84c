import type { ShellArgs } from '@octollm/contracts';
import { invalid, refused } from '../failures.ts';
import type { Program } from '../sandbox/sandbox.ts';
import { splitCommandLine } from './command-line.ts';
import { allowedPrograms } from './programs.ts';

const ofNetwork = ['curl', 'wget', 'nc', 'ssh'];

const programRefused = (name: string) =>
  refused(
    'program_refused',
    ofNetwork.includes(name)
      ? `${name} is not run: there is no network in the sandbox. Use http_get or http_post.`
      : `${name} is not on the allow-list, which holds ${Object.keys(allowedPrograms).join(', ')}, each by its name alone.`,
  );

/**
 * Reads the arguments of the shell tool as a program and its arguments.
 * @throws ArmFailure: policy for what may not be run, invalid_input for a line without a program
 */
export const shellProgram = (given: ShellArgs): Program & { readonly kind: 'shell' } => {
  const words = 'command' in given ? splitCommandLine(given.command) : [given.program, ...given.args];
  const [name, ...args] = words;
  if (name === undefined) throw invalid('Give a command with a program.');
  const allowed = Object.hasOwn(allowedPrograms, name) ? allowedPrograms[name] : undefined;
  if (allowed === undefined) throw programRefused(name);
  if (args.some((word) => word.includes('\0'))) throw invalid('Give arguments without NUL characters.');
  allowed.check(args);
  return { kind: 'shell', program: name, args, ...(allowed.env === undefined ? {} : { env: allowed.env }) };
};
