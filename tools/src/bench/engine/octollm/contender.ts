import type { Output } from '../../../output/index.ts';
import { makeKeys } from '../../make-keys.ts';
import type { Arena, Contender, RunningContender } from '../contender.ts';
import { closedLoop } from '../load/closed-loop.ts';
import type { EngineOptions } from '../options.ts';
import { BenchClient } from './client.ts';
import { type PlatformOptions, startPlatform } from './platform.ts';
import { PlatformProbe } from './platform-probe.ts';

/** Where the queue keeps the wake-ups. */
export type QueueKind = 'redis' | 'postgres';

const optionsOf = (
  name: string,
  queue: QueueKind,
  arena: Arena,
  { concurrency, cpuProfile }: EngineOptions,
): Omit<PlatformOptions, 'output' | 'signal'> => ({
  arena,
  databaseUrl: arena.databaseUrl(name),
  redisUrl: queue === 'redis' ? arena.redisUrl : undefined,
  concurrency,
  cpuProfile,
});

/** OctoLLM behind its gateway: a task is a request that waits for the end of the task. */
export const octollm = (
  name: string,
  queue: QueueKind,
  options: EngineOptions,
  output: Output,
): Contender => ({
  name,
  description: `gateway, orchestrator (${options.concurrency} tasks at once) and arms over HTTP, queue in ${queue === 'redis' ? 'Redis' : 'PostgreSQL'}`,
  isPeer: false,
  start: async (arena, signal): Promise<RunningContender> => {
    const start = { ...optionsOf(name, queue, arena, options), output, signal };
    const platform = await startPlatform(start);
    const keys = await makeKeys(start.databaseUrl, signal);
    const client = new BenchClient([platform.gateway], keys);
    return {
      run: (load) => closedLoop(load, () => client.solve()),
      platform: new PlatformProbe(platform, client, keys, start),
      pids: () => platform.pids(),
      stop: async () => {
        client.close();
        await platform.stop();
      },
    };
  },
});
