import type { Output } from '../../output/index.ts';
import { UserError } from '../../output/index.ts';
import type { Contender } from './contender.ts';
import { octollm } from './octollm/contender.ts';
import type { EngineOptions } from './options.ts';
import { peer } from './peer/contender.ts';

/** Runs whenever it is asked for by its own flag. */
const withModels = 'octollm_models';

/** The contenders that the options name, in the order in which they run. @throws UserError when there is no such one */
export const contendersOf = (options: EngineOptions, output: Output): readonly Contender[] => {
  const all: readonly Contender[] = [
    peer('floor', 'five calls in three levels by fetch, and nothing else'),
    octollm('octollm', { queue: 'redis', asksModels: false }, options, output),
    ...(options.models ? [octollm(withModels, { queue: 'redis', asksModels: true }, options, output)] : []),
    octollm('octollm_pg_queue', { queue: 'postgres', asksModels: false }, options, output),
    peer('langgraph', '@langchain/langgraph 1.3.0, its PostgreSQL checkpointer 1.0.5, durability sync'),
    peer('dbos', '@dbos-inc/dbos-sdk 5.3.0 on PostgreSQL'),
    peer('mastra', '@mastra/core 1.71.0, its PostgreSQL store 1.27.1, every snapshot kept'),
    peer('bullmq', 'bullmq 6.7.0 flows on Redis (file synced each second), nothing in PostgreSQL'),
  ];
  const unknown = options.only.filter((name) => !all.some((contender) => contender.name === name));
  if (unknown.length > 0)
    throw new UserError(
      `There is no contender ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`,
    );
  return options.only.length === 0
    ? all
    : all.filter(({ name }) => options.only.includes(name) || name === withModels);
};
