import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UserError } from '../../output/index.ts';

/** How the benchmark of the engine runs. */
export interface EngineOptions {
  /** Names of contenders; all when it is empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Of each measured run. */
  readonly seconds: number;
  /** Tasks in flight, one run each; the last is where the throughput is compared. */
  readonly inFlight: readonly number[];
  /** Tasks in flight of the run that looks for the most a contender can do. */
  readonly saturation: number;
  /** Tasks that a replica of the orchestrator works on at the same time. */
  readonly concurrency: number;
  /** Where the gateway and the orchestrator write CPU profiles when they stop. */
  readonly cpuProfile: string | undefined;
  /** Adds OctoLLM with arms that say they may ask models, so that their calls reserve a budget. */
  readonly models: boolean;
  /** Leaves out the API's times and the second replica. */
  readonly quick: boolean;
}

export const engineFlags = `--only octollm,dbos   only these contenders
  --rounds 3            interleaved rounds
  --seconds 5           of each run
  --in-flight 1,20,50   tasks in flight, one run each
  --saturation 200      tasks in flight where the most is looked for; 0 leaves it out
  --concurrency 256     tasks a replica of the orchestrator works on at the same time
  --cpu-profile FOLDER  the gateway and the orchestrator write CPU profiles there (also OCTOLLM_BENCH_CPU_PROFILE)
  --models              adds octollm_models, whose arms may ask models: their calls reserve and settle a budget
  --quick               without the API's times and without the second replica`;

const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

const Values = z.object({
  only: list.default([]),
  rounds: z.coerce.number().int().min(1).default(3),
  seconds: z.coerce.number().positive().default(5),
  'in-flight': list.pipe(z.array(z.coerce.number<string>().int().min(1)).min(1)).default([1, 20, 50]),
  saturation: z.coerce.number().int().min(0).default(200),
  concurrency: z.coerce.number().int().min(1).max(1_000).default(256),
  'cpu-profile': z.string().optional(),
  models: z.boolean().default(false),
  quick: z.boolean().default(false),
});

const text = { type: 'string' } as const;
const flags = {
  only: text,
  rounds: text,
  seconds: text,
  'in-flight': text,
  saturation: text,
  concurrency: text,
  'cpu-profile': text,
  models: { type: 'boolean' },
  quick: { type: 'boolean' },
} as const;

const read = (args: readonly string[]): Record<string, unknown> => {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError(`${error.message}\nnpm run bench -- engine takes:\n  ${engineFlags}`, {
      cause: error,
    });
  }
};

/**
 * Reads the arguments of the benchmark of the engine.
 * @throws UserError that says what is wrong with them
 */
export const parseEngineOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): EngineOptions => {
  const parsed = Values.safeParse(read(args));
  if (!parsed.success)
    throw new UserError(`${z.prettifyError(parsed.error)}\nnpm run bench -- engine takes:\n  ${engineFlags}`);
  const { data } = parsed;
  return {
    only: data.only,
    rounds: data.rounds,
    seconds: data.seconds,
    inFlight: data['in-flight'],
    saturation: data.saturation,
    concurrency: data.concurrency,
    cpuProfile: data['cpu-profile'] ?? environment.OCTOLLM_BENCH_CPU_PROFILE,
    models: data.models,
    quick: data.quick,
  };
};
