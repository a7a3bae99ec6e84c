import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UserError } from '../../output/index.ts';

/** How the benchmark of the gateway runs. */
export interface GatewayOptions {
  /** Names of contenders; all when it is empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Of each measured run. */
  readonly seconds: number;
  readonly connections: readonly number[];
  /** Requests after which the memory of the gateways is compared with that before; 0 leaves it out. */
  readonly requests: number;
  /** Where the gateway writes a CPU profile when it stops. */
  readonly cpuProfile: string | undefined;
}

export const gatewayFlags = `--only octollm,portkey   only these contenders
  --rounds 5               interleaved rounds
  --seconds 4              of each run
  --connections 1,10,50    connections, one run each
  --requests 36000         requests between two looks at the memory; 0 leaves it out
  --cpu-profile FOLDER     the gateway writes a CPU profile there`;

const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

const Values = z.object({
  only: list.default([]),
  rounds: z.coerce.number().int().min(1).default(5),
  seconds: z.coerce.number().positive().default(4),
  connections: list.pipe(z.array(z.coerce.number<string>().int().min(1)).min(1)).default([1, 10, 50]),
  requests: z.coerce.number().int().min(0).default(36_000),
  'cpu-profile': z.string().optional(),
});

const text = { type: 'string' } as const;
const flags = {
  only: text,
  rounds: text,
  seconds: text,
  connections: text,
  requests: text,
  'cpu-profile': text,
};

const read = (args: readonly string[]): Record<string, unknown> => {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError(`${error.message}\nnpm run bench -- gateway takes:\n  ${gatewayFlags}`, {
      cause: error,
    });
  }
};

/** Reads the arguments of the benchmark of the gateway. @throws UserError that says what is wrong with them */
export const parseGatewayOptions = (args: readonly string[]): GatewayOptions => {
  const parsed = Values.safeParse(read(args));
  if (!parsed.success)
    throw new UserError(
      `${z.prettifyError(parsed.error)}\nnpm run bench -- gateway takes:\n  ${gatewayFlags}`,
    );
  const { 'cpu-profile': cpuProfile, ...options } = parsed.data;
  return { ...options, cpuProfile };
};
