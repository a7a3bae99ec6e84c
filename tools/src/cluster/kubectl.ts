import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { UserError } from '../output/index.ts';

/** Thrown when kubectl is not there or refuses. The message is what it said. */
export class KubectlError extends UserError {
  override readonly name = 'KubectlError';
}

/**
 * Runs kubectl against the cluster of its current context and returns what it printed.
 * @param input - what it reads, when an argument is `-`
 * @throws KubectlError
 */
export const kubectl = async (args: readonly string[], input = ''): Promise<string> => {
  const child = spawn('kubectl', [...args], { stdio: 'pipe' });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(new KubectlError(`kubectl cannot be run: ${error.message}`)));
    child.once('close', (code) => resolve(code ?? 1));
  });
  // A kubectl that ends before it has read its input says why on its error output.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code, output, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new KubectlError(`kubectl ${args.join(' ')}: ${complaint.trim()}`);
  return output;
};
