import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reflexGateway, type Service } from '@octollm/catalogue';
import { type Output, Progress, UserError } from '../../output/index.ts';
import { isSevere, startStack } from '../../stack/index.ts';
import { root } from '../../workspace/index.ts';
import { makeKeys } from '../make-keys.ts';
import { profiled } from '../profiled.ts';
import { residentMegabytes } from '../resident-memory.ts';
import type { Contender, RunningContender } from './contender.ts';

/** A gateway of ours before a provider, with keys to ask it. */
export interface StartedGateway extends Omit<RunningContender, 'memory'> {
  /** Where its metrics are. */
  readonly metricsUrl: string;
}

/**
 * Starts a gateway with stores of its own.
 * @param environment settings besides those of the provider
 */
export const startGateway = async (
  {
    output,
    upstream,
    service,
    environment,
  }: {
    readonly output: Output;
    readonly upstream: string;
    readonly service: Service;
    readonly environment: Readonly<Record<string, string>>;
  },
  signal: AbortSignal,
): Promise<StartedGateway> => {
  const folder = await mkdtemp(join(tmpdir(), 'octollm-bench-'));
  const stack = await startStack({
    root,
    dataFolder: folder,
    services: [service],
    environment: {
      ...process.env,
      OPENAI_API_KEY: 'key-of-the-provider',
      OPENAI_BASE_URL: `${upstream}/v1`,
      ...environment,
    },
    tracing: false,
    // Away from the stack that somebody may be running, and from that of a test.
    portOffset: randomInt(1_000, 14_000),
    progress: new Progress(output),
    onLine: (name, line) => {
      if (isSevere(line)) output.line(`${name}: ${line.slice(0, 1_000)}`);
    },
    notice: (sentence) => output.line(sentence),
    signal,
  });
  const keys = await makeKeys(stack.databaseUrl, signal);
  const gateway = stack.services.get(service.name);
  if (gateway === undefined) throw new UserError('The gateway is gone.');
  return {
    url: `${stack.gateway}/v1/chat/completions`,
    headers: keys.map((key) => ({ 'content-type': 'application/json', authorization: `Bearer ${key}` })),
    metricsUrl: gateway.metricsUrl,
    stop: async () => {
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Our gateway with all that it does: keys, limits, personal data, injection, accounting. */
export const octollm = (output: Output, cpuProfile: string | undefined): Contender => ({
  name: 'octollm',
  description: 'keys, limits, personal data, secrets, injection and accounting on',
  start: async (upstream, signal): Promise<RunningContender> => {
    const service = profiled(reflexGateway, cpuProfile);
    const gateway = await startGateway(
      { output, upstream, service, environment: { LOG_LEVEL: 'warn' } },
      signal,
    );
    return { ...gateway, memory: () => residentMegabytes(gateway.metricsUrl) };
  },
});
