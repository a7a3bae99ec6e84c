import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';

/** What the server answers with: a text, a status with headers, or null for nothing at all. */
export type Scripted =
  | string
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | null;

interface Request {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** A server that speaks OpenAI's chat completions and answers from a script, the last answer for ever. */
export class ModelServer {
  readonly requests: Request[] = [];
  readonly url: string;
  readonly #server: Server;
  #script: readonly Scripted[] = [];

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}/v1`;
  }

  static async start(): Promise<ModelServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
    const model = new ModelServer(server, address.port);
    server.on('request', (request, response) => {
      void (async () => {
        model.requests.push((await json(request)) as Request);
        const answer = model.#next();
        if (answer === null) return;
        if (typeof answer !== 'string')
          return void response.writeHead(answer.status, { ...answer.headers }).end('{}');
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(completionOf(answer)));
      })();
    });
    return model;
  }

  /** Begins a new script. */
  answer(...script: readonly Scripted[]): void {
    this.#script = script;
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #next(): Scripted {
    return this.#script[this.requests.length - 1] ?? this.#script.at(-1) ?? null;
  }
}

const completionOf = (content: string) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 0,
  model: 'gpt-4.1-mini',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
});
