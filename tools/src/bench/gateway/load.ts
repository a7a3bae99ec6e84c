import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../output/index.ts';
import { runNode } from '../../process/index.ts';
import type { RunningContender } from './contender.ts';
import { peerPlace } from './folder.ts';

const Result = z.object({
  /** Answers with a status of 200 to 299 in a second. */
  perSecond: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** Answers with another status, and requests without one. */
  failed: z.number(),
  statuses: z.record(z.string(), z.number()),
  total: z.number(),
});
export type LoadResult = z.infer<typeof Result>;

/** A question with a system prompt, some 400 bytes; nothing in it is personal and nothing is cached. */
export const bodyOf = (stream: boolean): string =>
  JSON.stringify({
    model: 'gpt-4.1-mini',
    messages: [
      {
        role: 'system',
        content:
          'You answer questions about bridges in one sentence. Give lengths in metres and years as four digits, and say so when you do not know.',
      },
      { role: 'user', content: 'How long is the main span of the Halden bridge, and when was it opened?' },
    ],
    temperature: 0.7,
    max_tokens: 100,
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
  });

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  readonly stream: boolean;
}

/**
 * Lets autocannon ask in a process of its own, each connection again as soon as it has its answer.
 * @throws UserError when requests fail: their speed says nothing
 */
export const runLoad = async (
  name: string,
  { url, headers }: RunningContender,
  { connections, seconds, stream }: Load,
  signal: AbortSignal,
): Promise<LoadResult> => {
  const { code, stdout, stderr } = await runNode({
    script: join(peerPlace.folder, 'load.mjs'),
    args: [JSON.stringify({ url, connections, seconds, body: bodyOf(stream), headers })],
    env: process.env,
    cwd: peerPlace.folder,
    signal,
  });
  if (code !== 0) throw new UserError(`autocannon ended with exit code ${code}:\n${stderr}`);
  const result = Result.parse(JSON.parse(stdout));
  if (result.failed > 0)
    throw new UserError(
      `${name} failed ${result.failed} of ${result.total} requests; answers by status: ${JSON.stringify(result.statuses)}.`,
    );
  return result;
};
