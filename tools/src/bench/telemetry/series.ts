import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Output, Progress } from '../../output/index.ts';
import { startStack } from '../../stack/index.ts';
import { root } from '../../workspace/index.ts';

const post = async (url: string, key: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
};

/** How many series each service of the local stack exports after a task, a query and a chat. */
export const countSeries = async (
  output: Output,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> => {
  const folder = await mkdtemp(join(tmpdir(), 'octollm-bench-'));
  const stack = await startStack({
    root,
    dataFolder: folder,
    environment: process.env,
    tracing: false,
    portOffset: randomInt(1_000, 14_000),
    progress: new Progress(output),
    onLine: () => undefined,
    notice: (sentence) => output.line(sentence),
    signal,
  });
  try {
    const { gateway, keys } = stack;
    await post(`${gateway}/api/v1/documents`, keys.default, { text: 'The bridge was opened in 1938.' });
    await post(`${gateway}/api/v2/query-multi-agent`, keys.default, {
      query: 'When was the bridge opened?',
      user_id: 'bench',
    });
    await post(`${gateway}/v1/embeddings`, keys.default, { model: 'offline', input: 'a bridge' });
    const counts: Record<string, number> = {};
    for (const [name, { metricsUrl }] of stack.services) {
      const text = await (await fetch(metricsUrl)).text();
      counts[name] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    }
    return counts;
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
