import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reflexGateway } from '@octollm/catalogue';
import { type Output, Progress, UserError } from '../../output/index.ts';
import { isSevere, startStack } from '../../stack/index.ts';
import { root } from '../../workspace/index.ts';
import { makeKeys } from '../make-keys.ts';
import { profiled } from '../profiled.ts';
import { residentMegabytes } from '../resident-memory.ts';
import type { Contender, RunningContender } from './contender.ts';

/** Our gateway with all that it does: keys, limits, personal data, injection, accounting. */
export const octollm = (output: Output, cpuProfile: string | undefined): Contender => ({
  name: 'octollm',
  description: 'keys, limits, personal data, secrets, injection and accounting on',
  start: async (upstream, signal): Promise<RunningContender> => {
    const folder = await mkdtemp(join(tmpdir(), 'octollm-bench-'));
    const stack = await startStack({
      root,
      dataFolder: folder,
      services: [profiled(reflexGateway, cpuProfile)],
      environment: {
        ...process.env,
        OPENAI_API_KEY: 'key-of-the-provider',
        OPENAI_BASE_URL: `${upstream}/v1`,
        LOG_LEVEL: 'warn',
      },
      // Away from the stack that somebody may be running, and from that of a test.
      portOffset: randomInt(1_000, 14_000),
      progress: new Progress(output),
      onLine: (service, line) => {
        if (isSevere(line)) output.line(`${service}: ${line.slice(0, 1_000)}`);
      },
      notice: (sentence) => output.line(sentence),
      signal,
    });
    const keys = await makeKeys(stack.databaseUrl, signal);
    return {
      url: `${stack.gateway}/v1/chat/completions`,
      headers: keys.map((key) => ({ 'content-type': 'application/json', authorization: `Bearer ${key}` })),
      memory: async () => {
        const gateway = stack.services.get(reflexGateway.name);
        if (gateway === undefined) throw new UserError('The gateway is gone.');
        return residentMegabytes(gateway.metricsUrl);
      },
      stop: async () => {
        await stack.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
});
