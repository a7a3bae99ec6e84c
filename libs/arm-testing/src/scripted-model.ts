import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  type ScriptedEmbeddings,
  type ScriptedReply,
  type ScriptedRequest,
  sendReply,
  sendVectors,
  textsOf,
  type VectorScript,
} from './scripted-replies.ts';

/** Replies in turn, the last one for ever; or what is replied to a request, counted from 0. */
export type ModelScript =
  | readonly ScriptedReply[]
  | ((request: ScriptedRequest, index: number) => ScriptedReply);

/**
 * A server that speaks OpenAI's API and replies as its script says: chat completions, streamed or not, and embeddings.
 * Whole arms use it through their environment.
 */
export interface ScriptedModel extends AsyncDisposable {
  readonly baseUrl: string;
  /** What makes an arm ask it: OPENAI_API_KEY and OPENAI_BASE_URL. */
  readonly environment: Readonly<Record<string, string>>;
  /** The chats that were asked for since the last script began. */
  readonly requests: readonly ScriptedRequest[];
  /** The texts of each call for embeddings. */
  readonly embedded: readonly (readonly string[])[];
  /** Begins a new script. */
  script(next: ModelScript): void;
  /** Begins a new script for embeddings. @default the same vector for the same text, of no meaning */
  embedBy(next: VectorScript): void;
  /** Resolves when a connection of the current script is closed before its reply has ended. */
  readonly brokenOff: Promise<void>;
}

const answer = (
  script: ModelScript,
  requests: ScriptedRequest[],
  request: ScriptedRequest,
  response: ServerResponse,
): void => {
  const index = requests.push(request) - 1;
  const reply = typeof script === 'function' ? script(request, index) : (script[index] ?? script.at(-1));
  sendReply(response, request, reply ?? null);
};

const breakable = (): { readonly brokenOff: Promise<void>; readonly breakOff: () => void } => {
  let breakOff = (): void => undefined;
  const brokenOff = new Promise<void>((resolve) => {
    breakOff = resolve;
  });
  return { brokenOff, breakOff };
};

/** Starts a model that replies as a script says. Close it with `await using` or its dispose method. */
export const scriptedModel = async (first: ModelScript = []): Promise<ScriptedModel> => {
  let script = first;
  let vectors: VectorScript | undefined;
  const requests: ScriptedRequest[] = [];
  const embedded: (readonly string[])[] = [];
  let broken = breakable();
  const server = createServer((request, response) => {
    const { breakOff } = broken;
    response.on('close', () => {
      if (!response.writableFinished) breakOff();
    });
    void json(request).then((body) => {
      if (request.url?.endsWith('/embeddings') !== true)
        return answer(script, requests, body as ScriptedRequest, response);
      const asked = body as ScriptedEmbeddings;
      embedded.push(textsOf(asked));
      sendVectors(response, asked, vectors);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    baseUrl,
    environment: { OPENAI_API_KEY: 'sk-scripted', OPENAI_BASE_URL: baseUrl },
    requests,
    embedded,
    get brokenOff() {
      return broken.brokenOff;
    },
    script: (next) => {
      script = next;
      requests.length = 0;
      broken = breakable();
    },
    embedBy: (next) => {
      vectors = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
