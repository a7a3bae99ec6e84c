import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { orchestrator } from '@octollm/catalogue';
import type { Route } from '@octollm/contracts';
import { type ServiceClient, ServiceClients, Shutdown } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Identity } from '../identity/identity.ts';
import { CallerTokens } from './caller-tokens.ts';
import { untilGone } from './gone.ts';
import { screenedEvents } from './screened-events.ts';

/** Longer than a client may wait with `Prefer: wait`; of a stream, after its last byte. */
const timeoutMs = 75_000;

const requestHeaders = ['accept', 'accept-encoding', 'idempotency-key', 'prefer', 'last-event-id'] as const;
const responseHeaders = [
  'content-type',
  'content-encoding',
  'location',
  'retry-after',
  'preference-applied',
  'cache-control',
  'x-accel-buffering',
] as const;

/** A request, and its body as the guardrails let it go on, or as a stream that goes on as it comes. */
export interface ScreenedRequest {
  readonly request: FastifyRequest;
  readonly body: unknown;
  /** Changes the events of an answer that is a stream of them. @default they go on as they come */
  readonly screen?: (events: Readable) => AsyncIterable<string>;
}

/** What is asked of a route. */
interface UpstreamRequest {
  /** The path of the route when left out. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Passes requests on to the orchestrator in the name of who made them, and streams its answers back. */
@Injectable()
export class Upstream {
  readonly #client: ServiceClient;

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @Inject(CallerTokens) private readonly tokens: CallerTokens,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {
    this.#client = clients.to(orchestrator);
  }

  /**
   * Asks a route in the name of a caller.
   * @throws UnavailableError, DeadlineExceededError
   */
  async ask(
    route: Route,
    identity: Identity,
    { path = route.path, headers = {}, body }: UpstreamRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    return this.#client.request({
      method: route.method,
      path,
      headers: { ...headers, authorization: `Bearer ${this.tokens.of(identity)}` },
      body: body === undefined ? undefined : (body as object),
      signal,
      timeoutMs: route.answerMs ?? timeoutMs,
    });
  }

  /** @throws UnavailableError, DeadlineExceededError */
  async forward(
    route: Route,
    identity: Identity,
    { request, body, screen }: ScreenedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    await untilGone(reply, async (signal) => {
      const headers = {
        ...pick(request.headers, requestHeaders),
        ...(body instanceof Readable ? pick(request.headers, ['content-type']) : {}),
      };
      const answer = await this.ask(route, identity, { path: request.url, headers, body }, signal);
      addVary(reply, answer.headers.vary);
      await reply
        .status(answer.statusCode)
        .headers(pick(answer.headers, responseHeaders))
        .send(answer.statusCode === 204 ? await answer.body.dump() : this.body(answer, screen));
    });
  }

  /** Event streams may last for hours: they end when the gateway stops, while other answers are waited for. */
  private body({ body, headers }: Dispatcher.ResponseData, screen: ScreenedRequest['screen']): Readable {
    if (headers['content-type']?.includes('text/event-stream') !== true) return body;
    return screenedEvents(body, this.shutdown.soft, screen);
  }
}

/** What the orchestrator's answer depends on besides what the edge's own headers do, such as CORS's. */
const addVary = (reply: FastifyReply, more: string | string[] | undefined): void => {
  if (more !== undefined) reply.header('vary', [reply.getHeader('vary') ?? [], more].flat().join(', '));
};

const pick = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]];
    }),
  );
