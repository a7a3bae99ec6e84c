import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executorArm } from '@octollm/catalogue';
import { z } from 'zod';
import { spawnWorker, type Worker } from '../../worker.ts';
import type { Contender, Load, LoadResult, RunningContender } from '../contender.ts';
import { peerPlace } from './folder.ts';

const script = fileURLToPath(new URL('main.ts', import.meta.url));

const Result = z.object({
  tasks: z.number(),
  started: z.number(),
  failed: z.number(),
  reason: z.string().optional(),
  seconds: z.number(),
  latencies: z.array(z.number()),
});

const answerOf = async ({ child, failed }: Worker): Promise<unknown> => {
  const [message] = await Promise.race([once(child, 'message'), failed]);
  return message;
};

const runIn = async (worker: Worker, load: Load): Promise<LoadResult> => {
  const answered = answerOf(worker);
  worker.child.send(load);
  return Result.parse(await answered);
};

/** A library in a process of its own that carries out the tasks itself: no API in front of it. */
export const peer = (name: string, description: string): Contender => ({
  name,
  description,
  isPeer: true,
  start: async (arena): Promise<RunningContender> => {
    const worker = spawnWorker(name, {
      script,
      args: [
        join(peerPlace.folder, 'peers', `${name}.mjs`),
        arena.databaseUrl(name),
        arena.redisUrl,
        `${arena.tools.urlOf(executorArm.name)}/execute`,
      ],
      cwd: peerPlace.folder,
      env: process.env,
    });
    await answerOf(worker);
    return {
      run: (load) => runIn(worker, load),
      pids: () => [worker.pid],
      stop: () => worker.stop(),
    };
  },
});
