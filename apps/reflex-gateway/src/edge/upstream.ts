import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf, orchestrator, type reflexGateway } from '@octollm/catalogue';
import type { Route } from '@octollm/contracts';
import {
  InjectConfig,
  type ServiceClient,
  ServiceClients,
  Shutdown,
  TokenSigner,
} from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Dispatcher } from 'undici';
import type { Identity } from '../identity/identity.ts';
import { untilStopped } from './until-stopped.ts';

const tokenSeconds = 60;
/** Longer than a client may wait with `Prefer: wait`. */
const timeoutMs = 75_000;

const requestHeaders = ['accept', 'accept-encoding', 'idempotency-key', 'prefer', 'last-event-id'] as const;
const responseHeaders = [
  'content-type',
  'content-encoding',
  'vary',
  'location',
  'retry-after',
  'preference-applied',
  'cache-control',
  'x-accel-buffering',
] as const;

/** Passes requests on to the orchestrator in the name of who made them, and streams its answers back. */
@Injectable()
export class Upstream {
  readonly #client: ServiceClient;
  readonly #signer: TokenSigner;
  /** A token serves for half its life, so one signature serves many requests of a key. */
  readonly #tokens = new LRUCache<string, string>({ max: 50_000, ttl: (tokenSeconds / 2) * 1_000 });

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @InjectConfig() config: ConfigOf<typeof reflexGateway>,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {
    this.#client = clients.to(orchestrator);
    this.#signer = new TokenSigner('reflex-gateway', config.GATEWAY_SIGNING_KEY);
  }

  /** @throws UnavailableError, DeadlineExceededError */
  async forward(
    route: Route,
    identity: Identity,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const answer = await this.#client.request({
      method: route.method,
      path: request.url,
      headers: {
        ...pick(request.headers, requestHeaders),
        authorization: `Bearer ${this.token(identity)}`,
      },
      body: request.body === undefined ? undefined : (request.body as object),
      signal: gone.signal,
      timeoutMs: route.answerMs ?? timeoutMs,
    });
    await reply
      .status(answer.statusCode)
      .headers(pick(answer.headers, responseHeaders))
      .send(answer.statusCode === 204 ? await answer.body.dump() : this.body(answer));
  }

  /** Event streams may last for hours: they end when the gateway stops, while other answers are waited for. */
  private body({ body, headers }: Dispatcher.ResponseData): Readable {
    const isEventStream = headers['content-type']?.includes('text/event-stream') ?? false;
    return isEventStream ? untilStopped(body, this.shutdown.soft) : body;
  }

  private token(identity: Identity): string {
    const cached = this.#tokens.get(identity.keyId);
    if (cached !== undefined) return cached;
    const { keyId, tenantId, scopes, tier } = identity;
    const token = this.#signer.sign(
      orchestrator.name,
      { sub: keyId, tenant_id: tenantId, scopes, tier },
      tokenSeconds,
    );
    this.#tokens.set(keyId, token);
    return token;
  }
}

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
