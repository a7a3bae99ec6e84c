import { randomInt } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressSetting, orchestrator, reflexGateway } from '@octollm/catalogue';
import { type Output, Progress } from '../../../output/index.ts';
import { isSevere, type Stack, startStack } from '../../../stack/index.ts';
import { root } from '../../../workspace/index.ts';
import { profiled } from '../../profiled.ts';
import type { Arena } from '../contender.ts';

export interface PlatformOptions {
  readonly arena: Arena;
  readonly output: Output;
  readonly databaseUrl: string;
  /** None means that the queue is kept in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Whether the arms say that they may ask models. */
  readonly asksModels: boolean;
  /** Tasks that a replica works on at the same time. */
  readonly concurrency: number;
  readonly cpuProfile: string | undefined;
  /** A platform on the same database: this one becomes a replica of it, with the same keys. */
  readonly replicaOf?: Platform;
  readonly signal: AbortSignal;
}

/** A gateway and an orchestrator, each in its process, whose arms are the tools of the benchmark. */
export interface Platform {
  readonly gateway: string;
  readonly folder: string;
  pids(): readonly number[];
  stop(): Promise<void>;
}

/** Of a platform that logs errors, the first lines tell what is wrong. */
const mostLines = 5;

const armAddresses = ({ arena: { tools }, asksModels }: PlatformOptions): Record<string, string> =>
  Object.fromEntries(
    orchestrator.calls.map(({ name }) => [addressSetting(name), tools.urlOf(name, asksModels)]),
  );

const pidsOf = (stack: Stack): readonly number[] =>
  [...stack.services.values()].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));

/** Starts the platform; the applications are built first. @throws UserError when it does not become ready */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { output, databaseUrl, redisUrl, concurrency, cpuProfile, replicaOf, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), 'octollm-bench-'));
  if (replicaOf !== undefined)
    await copyFile(join(replicaOf.folder, 'secrets.json'), join(folder, 'secrets.json'));
  let severe = 0;
  try {
    const stack = await startStack({
      root,
      dataFolder: folder,
      services: [reflexGateway, orchestrator].map((service) => profiled(service, cpuProfile)),
      environment: {
        ...process.env,
        ...armAddresses(options),
        DATABASE_URL: databaseUrl,
        ...(redisUrl === undefined ? {} : { QUEUE_REDIS_URL: redisUrl }),
        ORCHESTRATOR_CONCURRENCY: String(concurrency),
        // The peers write no line a task either.
        LOG_LEVEL: 'warn',
      },
      // Nor do they trace.
      tracing: false,
      // Away from the stack that somebody may be running, and from that of a test.
      portOffset: randomInt(1_000, 14_000),
      progress: new Progress(output),
      onLine: (service, line) => {
        if (isSevere(line) && severe++ < mostLines) output.line(`${service}: ${line.slice(0, 1_000)}`);
      },
      notice: (sentence) => output.line(sentence),
      signal,
    });
    return {
      gateway: stack.gateway,
      folder,
      pids: () => pidsOf(stack),
      stop: async () => {
        await stack.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
