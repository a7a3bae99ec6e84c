import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { root } from '../../../workspace/index.ts';
import { spawnWorker } from '../../worker.ts';
import type { NoopTools } from '../contender.ts';

const Urls = z.record(z.string(), z.url());
const Addresses = z.object({ alone: Urls, askingModels: Urls });
const script = fileURLToPath(new URL('main.ts', import.meta.url));

/** Starts the server of the tools in a process of its own. */
export const startNoopTools = async (): Promise<NoopTools> => {
  const worker = spawnWorker('The server of the tools', { script, cwd: root, env: process.env });
  const [message] = await Promise.race([once(worker.child, 'message'), worker.failed]);
  const addresses = Addresses.parse(message);
  return {
    urlOf: (arm, asksModels = false) => {
      const url = addresses[asksModels ? 'askingModels' : 'alone'][arm];
      if (url === undefined) throw new Error(`The tools know no ${arm}.`);
      return url;
    },
    pid: worker.pid,
    stop: () => worker.stop(),
  };
};
