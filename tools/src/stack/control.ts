import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { host } from './generated.ts';

const tokenBytes = 32;
const restartPath = /^\/services\/([a-z0-9-]+)\/restart$/;

/** What the control can do with a service. */
export interface Restartable {
  /** Resolves when it is ready again; calls at once are one restart. */
  restart(): Promise<void>;
}

export interface ControlOptions {
  readonly services: ReadonlyMap<string, Restartable>;
  /** Gets a sentence for people about every restart that was asked for. */
  readonly notice: (sentence: string) => void;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const answer = (response: ServerResponse, status: number, body: object): void => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, status: number, title: string): void =>
  answer(response, status, { type: 'about:blank', title, status });

/**
 * Restarts the services of a stack for other programs of its owner: `POST /services/{name}/restart` with the bearer
 * token, which `dev.json` has. It listens on this machine only.
 */
export class StackControl {
  readonly token = randomBytes(tokenBytes).toString('base64url');
  readonly #options: ControlOptions;
  readonly #authorization = digest(`Bearer ${this.token}`);
  readonly #server: Server;

  private constructor(options: ControlOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on a free port. */
  static async start(options: ControlOptions): Promise<StackControl> {
    const control = new StackControl(options);
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(0, host, resolve);
    });
    return control;
  }

  get url(): string {
    return `http://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends it, and the connections of those who wait for a restart. */
  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), this.#authorization))
      return refuse(response, 401, 'The bearer token of dev.json is needed.');
    const [, name = ''] = restartPath.exec(request.url ?? '') ?? [];
    const service = this.#options.services.get(name);
    if (request.method !== 'POST' || service === undefined)
      return refuse(response, 404, 'There is no such service or request.');
    this.#options.notice(`${name} is restarted, because the control was asked to.`);
    try {
      await service.restart();
    } catch {
      // Why is told in the terminal of the stack: what a service wrote last is not for this connection.
      this.#options.notice(`${name} did not become ready again.`);
      return refuse(response, 503, `${name} did not become ready again.`);
    }
    answer(response, 200, { service: name, ready: true });
  }
}
