import { type Output, UserError } from '../../output/index.ts';
import type { RunningArena } from './arena.ts';
import type { RunningContender } from './contender.ts';
import { medianSample, type Sample, takeSample } from './measure/sample.ts';
import type { EngineOptions } from './options.ts';

/** The medians of a contender by the number of tasks in flight. */
export type Medians = ReadonlyMap<number, Sample>;

/** So many tasks open the connections and get the code compiled, as far as they end in this time. */
const warmUpTasks = 400;
const warmUpMs = 20_000;
const warmUpStepMs = 2_000;

const warmUp = async (name: string, contender: RunningContender, inFlight: number): Promise<void> => {
  let done = 0;
  for (let spent = 0; spent < warmUpMs && done < warmUpTasks; spent += warmUpStepMs) {
    const { started, failed, reason } = await contender.run({ inFlight, ms: warmUpStepMs });
    if (failed > 0)
      throw new UserError(`${name} cannot carry out the tasks: ${reason ?? 'no reason is known'}`);
    done += started;
  }
};

const shown = ({ tasksPerSecond, p50, p95, cpu, postgresCpu }: Sample): string =>
  `${tasksPerSecond.toFixed(0).padStart(5)} tasks/s  p50 ${p50.toFixed(1).padStart(6)} ms  p95 ${p95.toFixed(1).padStart(6)} ms  CPU ${cpu.toFixed(2)} + PostgreSQL ${postgresCpu.toFixed(2)} ms a task`;

const lineOf = (name: string, inFlight: number, sample: Sample): string =>
  `${name.padEnd(17)} ${String(inFlight).padStart(4)} in flight ${shown(sample)}`;

/** The medians for people, a line a run. */
export const linesOf = (medians: ReadonlyMap<string, Medians>): readonly string[] =>
  [...medians].flatMap(([name, byLoad]) =>
    [...byLoad].map(([inFlight, sample]) => `median  ${lineOf(name, inFlight, sample)}`),
  );

/** Every load that is measured, the search for the most included. */
export const loadsOf = ({ inFlight, saturation }: EngineOptions): readonly number[] =>
  saturation === 0 || inFlight.includes(saturation) ? inFlight : [...inFlight, saturation];

/**
 * Lets the contenders run in turn, one at a time and each load in every round, after a warm-up that does not count.
 * @returns the medians by contender
 */
export const playRounds = async (
  contenders: ReadonlyMap<string, RunningContender>,
  arena: RunningArena,
  options: EngineOptions,
  output: Output,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Medians>> => {
  const loads = loadsOf(options);
  const samples = new Map<string, Map<number, Sample[]>>();
  for (const [name, contender] of contenders) {
    samples.set(name, new Map(loads.map((inFlight) => [inFlight, []])));
    await warmUp(name, contender, Math.max(...options.inFlight));
  }
  for (let round = 1; round <= options.rounds; round += 1)
    for (const [name, contender] of contenders)
      for (const inFlight of loads) {
        signal.throwIfAborted();
        const sample = await takeSample(name, contender, arena, { inFlight, ms: options.seconds * 1_000 });
        samples.get(name)?.get(inFlight)?.push(sample);
        output.line(`round ${round} of ${options.rounds}  ${lineOf(name, inFlight, sample)}`);
      }
  return new Map(
    [...samples].map(([name, byLoad]) => [
      name,
      new Map([...byLoad].map(([inFlight, taken]) => [inFlight, medianSample(taken)])),
    ]),
  );
};
