import { text } from 'node:stream/consumers';
import { type NodeCommand, signalGroup, spawnNode } from './spawn-node.ts';

export interface NodeRun extends NodeCommand {
  /** What the process reads on its standard input. */
  readonly input?: string;
  /** Ends the process when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

export interface NodeResult {
  /** 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const endedBySignal = 128;

/** Runs a Node process to its end. It ends with this one, and with `signal`. */
export const runNode = async ({ input, signal, ...command }: NodeRun): Promise<NodeResult> => {
  signal?.throwIfAborted();
  const child = spawnNode({ ...command, stdin: input === undefined ? 'ignore' : 'pipe' });
  const abort = (): void => signalGroup(child.pid, 'SIGTERM');
  signal?.addEventListener('abort', abort);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? endedBySignal));
  });
  // A process that ends without reading its input breaks this pipe; its exit code and its words tell more.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  try {
    const [code, stdout, stderr] = await Promise.all([
      ended,
      child.stdout === null ? '' : text(child.stdout),
      child.stderr === null ? '' : text(child.stderr),
    ]);
    return { code, stdout, stderr };
  } finally {
    signal?.removeEventListener('abort', abort);
  }
};
