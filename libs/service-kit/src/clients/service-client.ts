import { Readable } from 'node:stream';
import { DeadlineExceededError, type Method, UnavailableError } from '@octollm/contracts';
import { inSpan } from '@octollm/telemetry';
import { SpanKind, trace } from '@opentelemetry/api';
import { type Dispatcher, Pool } from 'undici';
import { currentContext, currentSpan, formatTraceparent } from '../context/index.ts';
import { bodyTimeout } from './body-timeout.ts';

/** How long the head and then the body of an answer about readiness may take. */
const readyMs = 2_000;

export interface ServiceRequest {
  readonly method: Method;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body; an object is sent as JSON, a stream as it comes. */
  readonly body?: string | Buffer | Readable | object;
  /** Aborts the call, down to the connection. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds until the head of the answer must be there, waiting for a connection included; with a stream as the
   * body, since its last byte went out. @default 30,000
   */
  readonly timeoutMs?: number;
  /**
   * Milliseconds that the body of an answer may pause; 0 for as long as it wants. An event stream of our own may always.
   * @default 30,000; of foreign endpoints that of their `AnswerLimits`
   */
  readonly bodyTimeoutMs?: number;
}

/** A stream that tells of every part that is taken from it. */
async function* passing(body: Readable, onPart: () => void): AsyncGenerator<Buffer | string> {
  for await (const part of body) {
    onPart();
    yield part;
  }
}

/** How much a client believes of a service. Answers of our own may be as long as they are. */
export interface AnswerLimits {
  readonly maxAnswerBytes: number;
  /** Milliseconds that the body of an answer may pause when the request does not say it. */
  readonly bodyTimeoutMs: number;
}

/**
 * Calls one other service; made by `ServiceClients`, or by `ForeignClients` for what is not of the platform. The
 * request id and the trace go along.
 */
export class ServiceClient {
  readonly name: string;
  /** Where the service is. */
  readonly origin: string;
  /** Goes in front of every path; empty for our own services. */
  readonly #basePath: string;
  readonly #pool: Pool;
  readonly #dispatcher: Dispatcher;
  readonly #bodyTimeoutMs: number;

  /** @param address scheme, host and port; a path in it goes in front of that of every request */
  constructor(name: string, address: string, limits?: AnswerLimits) {
    const url = new URL(address);
    this.name = name;
    this.origin = url.origin;
    this.#basePath = url.pathname.replace(/\/$/, '');
    this.#pool = new Pool(url.origin, {
      // Every event stream holds one, so there must be many more than calls at a time.
      connections: 1_024,
      pipelining: 1,
      headersTimeout: 0,
      maxResponseSize: limits?.maxAnswerBytes ?? -1,
      keepAliveTimeout: 10_000,
    });
    this.#bodyTimeoutMs = limits?.bodyTimeoutMs ?? 30_000;
    this.#dispatcher = limits === undefined ? this.#pool.compose(bodyTimeout(name)) : this.#pool;
  }

  /**
   * Sends a request and gives the answer with its body unread. The caller reads or destroys the body; reading it fails
   * with a DeadlineExceededError when it pauses for too long.
   * @throws UnavailableError when the service cannot be reached, DeadlineExceededError when it does not answer in time
   */
  request(request: ServiceRequest): Promise<Dispatcher.ResponseData> {
    // Checks of readiness would be traces of their own.
    if (trace.getActiveSpan()?.isRecording() !== true) return this.#send(request);
    const attributes = { 'http.request.method': request.method, 'server.address': this.name };
    return inSpan(`${request.method} ${this.name}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const answer = await this.#send(request);
      span.setAttribute('http.response.status_code', answer.statusCode);
      return answer;
    });
  }

  async #send(request: ServiceRequest): Promise<Dispatcher.ResponseData> {
    const isObject =
      typeof request.body === 'object' &&
      !Buffer.isBuffer(request.body) &&
      !(request.body instanceof Readable);
    // Not undici's own timeout: that one does not count the time until a connection is free.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), request.timeoutMs ?? 30_000);
    try {
      return await this.#dispatcher.request({
        method: request.method,
        path: this.#basePath + request.path,
        headers: {
          ...this.#contextHeaders(),
          ...(isObject ? { 'content-type': 'application/json' } : {}),
          ...request.headers,
        },
        body: isObject
          ? JSON.stringify(request.body)
          : request.body instanceof Readable
            ? Readable.from(
                passing(request.body, () => timer.refresh()),
                { objectMode: false },
              )
            : (request.body as string | Buffer | undefined),
        signal: request.signal === undefined ? late.signal : AbortSignal.any([request.signal, late.signal]),
        bodyTimeout: request.bodyTimeoutMs ?? this.#bodyTimeoutMs,
      });
    } catch (cause) {
      request.signal?.throwIfAborted();
      if (late.signal.aborted)
        throw new DeadlineExceededError(`${this.name} did not answer in time.`, { cause });
      throw new UnavailableError(`${this.name} cannot be reached. Try again.`, { cause, retryAfter: 1 });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves when the service says that it is ready. @throws UnavailableError otherwise */
  async checkReady(): Promise<void> {
    const { statusCode, body } = await this.request({
      method: 'GET',
      path: '/health/ready',
      timeoutMs: readyMs,
    });
    try {
      await body.dump({ limit: 65_536, signal: AbortSignal.timeout(readyMs) });
    } catch (cause) {
      throw new UnavailableError(`${this.name} is not ready.`, { cause, retryAfter: 1 });
    }
    if (statusCode !== 200) throw new UnavailableError(`${this.name} is not ready.`, { retryAfter: 1 });
  }

  /** Lets the calls in flight end and then closes the connections. New calls are refused. */
  async retire(): Promise<void> {
    await this.#pool.close();
  }

  /** Closes the connections at once; calls in flight fail. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #contextHeaders(): Record<string, string> {
    const context = currentContext();
    if (context === undefined) return {};
    const active = trace.getActiveSpan()?.spanContext();
    const here = active?.traceId === context.trace.traceId ? currentSpan(context.trace) : context.trace;
    return { 'x-request-id': context.requestId, traceparent: formatTraceparent(here) };
  }
}
