import { Controller, Inject, Req, Res } from '@nestjs/common';
import {
  CacheHeaders,
  type ChatCompletionRequest,
  type EmbeddingsRequest,
  parseRequest,
  type ResponsesRequest,
  type Route,
  routes,
} from '@octollm/contracts';
import { Implements, InjectLogger } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Gate } from '../edge/gate.ts';
import { untilGone } from '../edge/gone.ts';
import { validate } from '../edge/validate.ts';
import { type Asked, ChatDesk } from './chat/chat-desk.ts';
import { Embeddings } from './embeddings/embeddings.ts';
import { Models } from './models/models.ts';
import { toChatRequest } from './responses/chat-request.ts';
import { responseFrame } from './responses/response-frame.ts';
import { wholeResponse } from './responses/whole-response.ts';
import { chatFrames } from './stream/chat-frames.ts';
import { responseFrames } from './stream/response-frames.ts';
import { sendCacheOutcome, sendEvents, sendJson } from './stream/send.ts';

/** A request that is being answered. */
interface Exchange {
  readonly request: FastifyRequest;
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal;
}

/** OpenAI's endpoints, which the gateway serves itself. */
@Controller()
export class OpenAiController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(ChatDesk) private readonly desk: ChatDesk,
    @Inject(Embeddings) private readonly embeddings: Embeddings,
    @Inject(Models) private readonly models: Models,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Implements(routes.createChatCompletion)
  async createChatCompletion(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await untilGone(reply, async (signal) => {
      const asked = this.asked<ChatCompletionRequest>(routes.createChatCompletion, {
        request,
        signal,
      });
      const { backend, call } = await this.desk.admit(asked, (body) => body);
      if (call.request.stream !== true) {
        const { body, cache } = await backend.complete(call);
        sendCacheOutcome(reply, cache);
        return sendJson(reply, body);
      }
      const { pieces, cache } = await backend.stream(call);
      sendCacheOutcome(reply, cache);
      const includeUsage = call.request.stream_options?.include_usage === true;
      return sendEvents(reply, chatFrames(pieces, includeUsage, this.logger));
    });
  }

  @Implements(routes.createResponse)
  async createResponse(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await untilGone(reply, async (signal) => {
      const asked = this.asked<ResponsesRequest>(routes.createResponse, { request, signal });
      const { backend, call } = await this.desk.admit(asked, toChatRequest);
      const frame = responseFrame(asked.body);
      if (call.request.stream !== true) {
        const { completion, cache } = await backend.complete(call);
        sendCacheOutcome(reply, cache);
        return sendJson(reply, JSON.stringify(wholeResponse(frame, completion)));
      }
      const { pieces, cache } = await backend.stream(call);
      sendCacheOutcome(reply, cache);
      return sendEvents(reply, responseFrames(frame, pieces, this.logger));
    });
  }

  @Implements(routes.createEmbeddings)
  async createEmbeddings(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await untilGone(reply, async (signal) => {
      const { body, ...caller } = this.asked<EmbeddingsRequest>(routes.createEmbeddings, {
        request,
        signal,
      });
      return sendJson(reply, await this.embeddings.create(caller, body));
    });
  }

  @Implements(routes.listModels)
  async listModels(@Res() reply: FastifyReply): Promise<void> {
    await sendJson(reply, JSON.stringify(this.models.list()));
  }

  @Implements(routes.getModel)
  async getModel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    validate(routes.getModel, request);
    const { model } = request.params as { readonly model: string };
    await sendJson(reply, JSON.stringify(this.models.get(model)));
  }

  /** @throws InvalidRequestError that points at every mistake of the request */
  private asked<Body>(route: Route, { request, signal }: Exchange): Asked<Body> {
    validate(route, request);
    return {
      route,
      identity: this.gate.identityOf(request),
      headers: parseRequest(CacheHeaders, request.headers, 'headers'),
      limitMode: this.gate.limitModeOf(request),
      body: request.body as Body,
      signal,
    };
  }
}
