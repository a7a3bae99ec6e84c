import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TaskStatus } from '@octollm/contracts';
import { TaskNotDoneError } from '../task-not-done-error.ts';

const body = JSON.stringify({ goal: 'Carry out the diamond.' });
const unfinished: readonly TaskStatus[] = ['queued', 'planning', 'running', 'judging'];

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** A client of the public API that submits the task of the benchmark, with keys and gateways in turn. */
export class BenchClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #targets: readonly { readonly gateway: string; readonly key: string }[];
  #next = 0;

  constructor(gateways: readonly string[], keys: readonly string[]) {
    this.#targets = keys.flatMap((key) => gateways.map((gateway) => ({ gateway, key })));
  }

  /** Submits the task and waits for its end. @throws TaskNotDoneError */
  async solve(): Promise<void> {
    const answer = await this.#ask('POST', '/api/v1/tasks', { prefer: 'wait=60' });
    if (answer.status !== 200 || !answer.text.includes('"status":"succeeded"'))
      throw new TaskNotDoneError(answer.status, answer.text);
  }

  /** Submits the task and waits until it is accepted. @throws TaskNotDoneError */
  async accept(): Promise<void> {
    const answer = await this.#ask('POST', '/api/v1/tasks');
    if (answer.status !== 202) throw new TaskNotDoneError(answer.status, answer.text);
  }

  /** Whether no task is left to work on. @throws TaskNotDoneError */
  async isIdle(): Promise<boolean> {
    for (const status of unfinished) {
      const answer = await this.#ask('GET', `/api/v1/tasks?status=${status}&limit=1`);
      if (answer.status !== 200) throw new TaskNotDoneError(answer.status, answer.text);
      if (!answer.text.includes('"items":[]')) return false;
    }
    return true;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const target = this.#targets[this.#next++ % this.#targets.length];
    if (target === undefined) throw new Error('There is no gateway to ask.');
    const content =
      method === 'GET' ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(new URL(path, target.gateway), {
        method,
        agent: this.#agent,
        headers: { authorization: `Bearer ${target.key}`, ...content, ...more },
      });
      sent.once('response', resolve);
      sent.once('error', reject);
      sent.end(method === 'GET' ? undefined : body);
    });
    return { status: response.statusCode, text: await text(response) };
  }
}
