import { Document, Problem, SearchResponse, Task, TaskEvent, TaskPlan } from '@octollm/contracts';
import type { z } from 'zod';
import { UserError } from '../output/index.ts';
import { serverSentEvents } from './server-sent-events.ts';

/** Thrown when the gateway refuses a request or cannot be reached. The message says what it answered. */
export class GatewayError extends UserError {
  override readonly name = 'GatewayError';
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const refusal = ({ method, path }: Call, status: number, text: string): string => {
  const { data } = Problem.safeParse(parseJson(text));
  if (data === undefined)
    return `The gateway answered ${method} ${path} with ${status}: ${text.slice(0, 300)}`;
  const fields = (data.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer} ${detail}`).join('');
  const again = data.retryable ? ' It may succeed later.' : '';
  return `The gateway refused ${method} ${path} with ${status} (${data.code}): ${data.detail}${again}${fields}\nIts log says more about request ${data.request_id}.`;
};

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
};

/** Talks to the gateway as one of its users. */
export class GatewayClient {
  readonly #address: string;
  readonly #key: string;
  readonly #signal: AbortSignal;

  /** @param signal ends every request when it is aborted */
  constructor(address: string, key: string, signal: AbortSignal) {
    this.#address = address;
    this.#key = key;
    this.#signal = signal;
  }

  /** Reads something that has the form of a schema. @throws GatewayError when it is refused or has another form */
  read<S extends z.ZodType>(schema: S, path: string): Promise<z.infer<S>> {
    return this.#json(schema, { method: 'GET', path });
  }

  /** @throws GatewayError when the document is refused */
  createDocument(text: string, metadata: Readonly<Record<string, string>>): Promise<Document> {
    const body = { text, media_type: 'text/markdown', metadata };
    return this.#json(Document, { method: 'POST', path: '/api/v1/documents', body });
  }

  /** @throws GatewayError when there is no such document */
  document(id: string): Promise<Document> {
    return this.read(Document, `/api/v1/documents/${id}`);
  }

  /** @throws GatewayError when the query is refused */
  search(query: string): Promise<SearchResponse> {
    return this.#json(SearchResponse, { method: 'POST', path: '/api/v1/search', body: { query } });
  }

  /** Deletes a document; one that is not there is no error. */
  async deleteDocument(id: string): Promise<void> {
    const call = { method: 'DELETE', path: `/api/v1/documents/${id}` } as const;
    const response = await this.#send(call);
    const text = await response.text();
    if (!response.ok && response.status !== 404) throw new GatewayError(refusal(call, response.status, text));
  }

  /** @throws GatewayError when the task is refused */
  submit(goal: string): Promise<Task> {
    return this.#json(Task, { method: 'POST', path: '/api/v1/tasks', body: { goal } });
  }

  task(id: string): Promise<Task> {
    return this.read(Task, `/api/v1/tasks/${id}`);
  }

  plan(id: string): Promise<TaskPlan> {
    return this.read(TaskPlan, `/api/v1/tasks/${id}/plan`);
  }

  /** The events of a task after `last`, until the stream ends or breaks off. */
  async *events(id: string, last: number): AsyncGenerator<TaskEvent> {
    const call: Call = {
      method: 'GET',
      path: `/api/v1/tasks/${id}/events`,
      headers: { accept: 'text/event-stream', ...(last === 0 ? {} : { 'last-event-id': String(last) }) },
    };
    const response = await this.#send(call);
    if (!response.ok || response.body === null)
      throw new GatewayError(refusal(call, response.status, await response.text()));
    for await (const { data } of serverSentEvents(response.body)) yield TaskEvent.parse(parseJson(data));
  }

  async #json<S extends z.ZodType>(schema: S, call: Call): Promise<z.infer<S>> {
    const response = await this.#send(call);
    const text = await response.text();
    if (!response.ok) throw new GatewayError(refusal(call, response.status, text));
    const { data, error } = schema.safeParse(parseJson(text));
    if (error !== undefined)
      throw new GatewayError(
        `The answer to ${call.method} ${call.path} has another form than agreed: ${error.message}`,
      );
    return data;
  }

  async #send({ method, path, body, headers }: Call): Promise<Response> {
    try {
      return await fetch(this.#address + path, {
        method,
        signal: this.#signal,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      this.#signal.throwIfAborted();
      throw new GatewayError(`The gateway at ${this.#address} does not answer: ${causeOf(error)}`);
    }
  }
}
