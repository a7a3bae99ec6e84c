import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { root } from '../../workspace/index.ts';
import { spawnWorker } from '../worker.ts';

const script = fileURLToPath(new URL('upstream-main.ts', import.meta.url));

/** The provider of the benchmark, in a process of its own. */
export interface RunningUpstream {
  readonly url: string;
  stop(): Promise<void>;
}

export const startUpstream = async (): Promise<RunningUpstream> => {
  const worker = spawnWorker('the provider', { script, args: [], cwd: root, env: process.env });
  const [port] = await Promise.race([once(worker.child, 'message'), worker.failed]);
  return { url: `http://127.0.0.1:${Number(port)}`, stop: () => worker.stop() };
};
