import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { UserError } from '../output/index.ts';
import { LastLines, type NodeCommand, signalGroup, spawnNode } from '../process/index.ts';

/** A process of the benchmark that is told what to do by messages. */
export interface Worker {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Rejects with what the process wrote when it ends before it was stopped. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/** Starts a process that ends with this one. @param name what it is called when it ends by itself */
export const spawnWorker = (name: string, command: NodeCommand): Worker => {
  const child = spawnNode(command);
  if (child.pid === undefined) throw new Error(`${name} could not be started.`);
  const { pid } = child;
  const lines = new LastLines();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => lines.add(text.trimEnd()));
  const exited = once(child, 'exit');
  let stopping = false;
  const failed = exited.then(([code]) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new UserError(`${name} ended with exit code ${code}:\n${lines.all.join('\n')}`);
  });
  failed.catch(() => undefined);
  return {
    child,
    pid,
    failed,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      signalGroup(pid, 'SIGKILL');
      await exited;
    },
  };
};
