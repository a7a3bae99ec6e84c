import { createHash } from 'node:crypto';
import type { Ended, Run } from '../sandbox/sandbox.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of what was run, as `RunOutput` has it. */
export const commandHash = ({ program, stdin, files }: Run): string => {
  const what = program.kind === 'shell' ? [program.program, ...program.args] : program.code;
  const sorted = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([program.kind, what, stdin, sorted]));
};

/** The hash of what it printed. */
export const outputHash = ({ stdout, stderr }: Ended): string => sha256(`${stdout}${stderr}`);
