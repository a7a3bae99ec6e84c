import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal, newId, Problem, problemMediaType } from '@octollm/contracts';
import type { GatewayClient } from '../demo/gateway-client.ts';
import type { SmokeOptions } from './options.ts';

/** What a check found that must not be so. */
export class SmokeError extends Error {
  override readonly name = 'SmokeError';
}

/** A check from outside, as a caller would make it. */
export interface SmokeCheck {
  readonly name: string;
  /** @throws SmokeError or GatewayError when the platform is not as it must be */
  readonly run: (platform: Platform) => Promise<void>;
}

export interface Platform extends SmokeOptions {
  readonly client: GatewayClient;
  readonly signal: AbortSignal;
}

const betweenPollsMs = 250;

const get = (
  { address, signal }: Platform,
  path: string,
  headers: Record<string, string>,
): Promise<Response> => fetch(address + path, { headers, signal, redirect: 'manual' });

/** A refusal must say in the agreed form what is wrong. */
const mustRefuse = async (response: Response, status: number): Promise<void> => {
  const body = await response.text();
  if (response.status !== status) throw new SmokeError(`It answered ${response.status}, not ${status}.`);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith(problemMediaType)) throw new SmokeError(`The refusal is of the type ${type}.`);
  const { data } = Problem.safeParse(JSON.parse(body));
  if (data?.status !== status) throw new SmokeError(`The refusal has another form than agreed: ${body}`);
};

/** Asks until the answer is there; the signal ends it. */
const until = async <T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  signal: AbortSignal,
): Promise<T> => {
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await delay(betweenPollsMs, undefined, { signal });
  }
};

const withKey = ({ key }: Platform): Record<string, string> => ({ authorization: `Bearer ${key}` });

/** A word that no other document has. */
const rareWord = (): string => `smoke${newId().replaceAll('-', '').slice(-12)}`;

export const smokeChecks: readonly SmokeCheck[] = [
  {
    name: 'it is healthy',
    run: async (platform) => {
      const { status } = await get(platform, '/health', {});
      if (status !== 200) throw new SmokeError(`GET /health answered ${status}.`);
    },
  },
  {
    name: 'it lets nobody in without a key',
    run: async (platform) => mustRefuse(await get(platform, '/api/v1/tasks', {}), 401),
  },
  {
    name: 'it lets nobody in with a wrong key',
    run: async (platform) =>
      mustRefuse(await get(platform, '/api/v1/tasks', { authorization: 'Bearer octollm_wrong' }), 401),
  },
  {
    name: 'it knows no task that there is not',
    run: async (platform) =>
      mustRefuse(await get(platform, `/api/v1/tasks/${newId()}`, withKey(platform)), 404),
  },
  {
    name: 'it carries out a task',
    run: async ({ client, signal }) => {
      const { id } = await client.submit('Say in one sentence what seven times six is.');
      const { status, error } = await until(
        () => client.task(id),
        (task) => isTerminal(task.status),
        signal,
      );
      if (status !== 'succeeded')
        throw new SmokeError(`The task ${status}: ${error?.message ?? 'no reason given'}`);
    },
  },
  {
    name: 'it finds a document that it was given',
    run: async ({ client, signal }) => {
      const word = rareWord();
      const { id } = await client.createDocument(`The ${word} of the platform is in good order.`, {
        title: word,
      });
      try {
        const { status } = await until(
          () => client.document(id),
          (document) => ['indexed', 'failed'].includes(document.status),
          signal,
        );
        if (status === 'failed') throw new SmokeError('The document could not be indexed.');
        const { results } = await client.search(word);
        if (!results.some(({ document_id }) => document_id === id))
          throw new SmokeError('The search does not find the document.');
      } finally {
        await client.deleteDocument(id);
      }
    },
  },
];
