import { Agent, request } from 'undici';
import { UserError } from '../../output/index.ts';
import type { RunningContender } from './contender.ts';
import { bodyOf } from './load.ts';

const streamBody = bodyOf(true);

/** Reads one stream to its end. @returns milliseconds from the request to the first byte of its body */
const readOne = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<number> => {
  const began = performance.now();
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { ...headers },
    body: streamBody,
    dispatcher: agent,
  });
  let first: number | undefined;
  let last = '';
  for await (const chunk of body) {
    first ??= performance.now() - began;
    last = String(chunk);
  }
  if (statusCode !== 200 || first === undefined || !last.includes('[DONE]'))
    throw new UserError(`${url} answered ${statusCode} and not with a whole stream.`);
  return first;
};

/** How long the first byte of a stream takes, in milliseconds, one figure a stream, with so many under way. */
export const firstBytes = async (
  { url, headers }: RunningContender,
  connections: number,
  ms: number,
): Promise<readonly number[]> => {
  const agent = new Agent({ connections });
  const until = performance.now() + ms;
  const times: number[] = [];
  const loop = async (index: number): Promise<void> => {
    const own = headers[index % headers.length];
    if (own === undefined) return;
    while (performance.now() < until) times.push(await readOne(url, own, agent));
  };
  try {
    await Promise.all(Array.from({ length: connections }, (_, index) => loop(index)));
  } finally {
    await agent.close();
  }
  return times;
};
