import { UserError } from '../../../output/index.ts';
import { quantile } from '../../measure/quantile.ts';
import { median } from '../../median.ts';
import type { RunningArena } from '../arena.ts';
import type { Load, RunningContender } from '../contender.ts';
import { withCpuUse } from './cpu-use.ts';

/** What a run of a contender comes to. Times in milliseconds; CPU time is per task. */
export interface Sample {
  readonly tasksPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly cpu: number;
  readonly postgresCpu: number;
  readonly redisCpu: number;
  readonly toolsCpu: number;
}

/** Runs a load. @throws UserError when a task fails: figures of work that was not done say nothing */
export const takeSample = async (
  name: string,
  contender: RunningContender,
  arena: RunningArena,
  load: Load,
): Promise<Sample> => {
  const { result, cpu } = await withCpuUse(contender, arena, () => contender.run(load));
  const { tasks, failed, seconds, latencies } = result;
  if (failed > 0 || tasks === 0)
    throw new UserError(
      `${name} carried out ${tasks} tasks with ${load.inFlight} in flight, and ${failed} failed: ${result.reason ?? 'no reason is known'}`,
    );
  // The last tasks end after the time that counts, and cost CPU time too.
  const carriedOut = result.started;
  return {
    tasksPerSecond: tasks / seconds,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    cpu: cpu.contender / carriedOut,
    postgresCpu: cpu.postgres / carriedOut,
    redisCpu: cpu.redis / carriedOut,
    toolsCpu: cpu.tools / carriedOut,
  };
};

const fields = ['tasksPerSecond', 'p50', 'p95', 'cpu', 'postgresCpu', 'redisCpu', 'toolsCpu'] as const;

/** The median of each figure over rounds. */
export const medianSample = (samples: readonly Sample[]): Sample =>
  Object.fromEntries(
    fields.map((field) => [field, median(samples.map((sample) => sample[field]))]),
  ) as unknown as Sample;
