import type { Output } from '../../../output/index.ts';
import { makeKeys } from '../../make-keys.ts';
import type { Arena, Contender, RunningContender } from '../contender.ts';
import { closedLoop } from '../load/closed-loop.ts';
import type { EngineOptions } from '../options.ts';
import { BenchClient } from './client.ts';
import { type PlatformOptions, startPlatform } from './platform.ts';
import { PlatformProbe } from './platform-probe.ts';

/** How one OctoLLM differs from another. */
export interface OctollmVariant {
  /** Where the queue keeps the wake-ups. */
  readonly queue: 'redis' | 'postgres';
  /** Whether the arms say that they may ask models. */
  readonly asksModels: boolean;
}

const optionsOf = (
  name: string,
  { queue, asksModels }: OctollmVariant,
  arena: Arena,
  { concurrency, cpuProfile }: EngineOptions,
): Omit<PlatformOptions, 'output' | 'signal'> => ({
  arena,
  databaseUrl: arena.databaseUrl(name),
  // Two that use one queue would take each other's wake-ups.
  redisUrl: queue === 'redis' ? `${arena.redisUrl}/${asksModels ? 1 : 0}` : undefined,
  asksModels,
  concurrency,
  cpuProfile,
});

/** OctoLLM behind its gateway: a task is a request that waits for the end of the task. */
export const octollm = (
  name: string,
  variant: OctollmVariant,
  options: EngineOptions,
  output: Output,
): Contender => ({
  name,
  description: `gateway, orchestrator (${options.concurrency} tasks at once) and arms over HTTP${variant.asksModels ? ' that may ask models' : ''}, queue in ${variant.queue === 'redis' ? 'Redis' : 'PostgreSQL'}`,
  isPeer: false,
  start: async (arena, signal): Promise<RunningContender> => {
    const start = { ...optionsOf(name, variant, arena, options), output, signal };
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
