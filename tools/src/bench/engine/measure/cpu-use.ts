import type { RunningArena } from '../arena.ts';
import type { RunningContender } from '../contender.ts';
import { cpuTimeOf, cpuTimeOfFamily } from './cpu-time.ts';

/** CPU time in milliseconds, user and system, by who used it. */
export interface CpuUse {
  readonly contender: number;
  readonly postgres: number;
  readonly redis: number;
  readonly tools: number;
}

const readings = (contender: RunningContender, arena: RunningArena): CpuUse => ({
  contender: cpuTimeOf(contender.pids()),
  postgres: cpuTimeOfFamily(arena.postgresPid),
  redis: cpuTimeOf([arena.redisPid]),
  tools: cpuTimeOf([arena.tools.pid]),
});

/** Runs a piece of work and tells what CPU time it has cost. */
export const withCpuUse = async <Result>(
  contender: RunningContender,
  arena: RunningArena,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpu: CpuUse }> => {
  const before = readings(contender, arena);
  const result = await work();
  const after = readings(contender, arena);
  return {
    result,
    cpu: {
      contender: after.contender - before.contender,
      postgres: after.postgres - before.postgres,
      redis: after.redis - before.redis,
      tools: after.tools - before.tools,
    },
  };
};
