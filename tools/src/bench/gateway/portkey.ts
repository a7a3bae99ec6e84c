import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@octollm/local-servers';
import { UserError } from '../../output/index.ts';
import { spawnWorker } from '../worker.ts';
import type { Contender, RunningContender } from './contender.ts';
import { peerPlace } from './folder.ts';
import { residentMemoryOf } from './process-memory.ts';

const startLimitMs = 30_000;

const untilAnswers = async (url: string): Promise<void> => {
  const until = Date.now() + startLimitMs;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > until) throw new UserError(`Portkey does not answer at ${url}.`, { cause: error });
      await sleep(100);
    }
  }
};

/**
 * @portkey-ai/gateway as it comes: no keys of its own, no limits, no guardrails, no accounting. With the newest
 * @hono/node-server that its range allows it answers streams with 500, so an older one is pinned in its package.json.
 */
export const portkey: Contender = {
  name: 'portkey',
  description: '@portkey-ai/gateway 1.15.2 with nothing switched on',
  start: async (upstream): Promise<RunningContender> => {
    const port = await freePort();
    const folder = join(peerPlace.folder, 'node_modules', '@portkey-ai', 'gateway');
    const worker = spawnWorker('portkey', {
      script: join(folder, 'build', 'start-server.js'),
      args: [`--port=${port}`, '--headless'],
      cwd: folder,
      env: process.env,
    });
    const url = `http://127.0.0.1:${port}`;
    await Promise.race([untilAnswers(url), worker.failed]);
    return {
      url: `${url}/v1/chat/completions`,
      headers: [
        {
          'content-type': 'application/json',
          authorization: 'Bearer key-of-the-provider',
          'x-portkey-provider': 'openai',
          'x-portkey-custom-host': `${upstream}/v1`,
        },
      ],
      memory: async () => residentMemoryOf(worker.pid),
      stop: () => worker.stop(),
    };
  },
};
