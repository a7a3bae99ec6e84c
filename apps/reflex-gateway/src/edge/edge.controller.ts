import { Controller, Inject, Req, RequestMapping, RequestMethod, Res } from '@nestjs/common';
import { orchestratorRoutes, type Route, routes } from '@octollm/contracts';
import { fastifyPath, uploadIn } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Guard } from '../guards/guard.ts';
import type { Identity } from '../identity/identity.ts';
import { Gate } from './gate.ts';
import { screenedChat } from './screened-chat.ts';
import { Uploads } from './uploads.ts';
import { Upstream } from './upstream.ts';
import { validate } from './validate.ts';

/** The public API of the orchestrator: every route, checked, screened and passed on. */
@Controller()
export class EdgeController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(Guard) private readonly guard: Guard,
    @Inject(Upstream) private readonly upstream: Upstream,
    @Inject(Uploads) private readonly uploads: Uploads,
  ) {}

  async handle(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const identity = this.gate.identityOf(request);
    const upload = uploadIn(request);
    if (upload !== undefined) return this.uploads.forward(route, identity, { request, upload }, reply);
    validate(route, request);
    const body = await this.guard.admit(route, identity, request.body);
    const screened = route === routes.streamChat ? { screen: this.chatScreen(identity) } : {};
    await this.upstream.forward(route, identity, { request, body, ...screened }, reply);
  }

  private chatScreen(identity: Identity): (events: AsyncIterable<Uint8Array>) => AsyncIterable<string> {
    const makeGuard = this.guard.outputGuards(identity);
    return (events) => screenedChat(events, makeGuard);
  }
}

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
} as const;

/** Adds a handler for a route, as a decorated method of the class would be. */
const addHandler = (route: Route): void => {
  const prototype = EdgeController.prototype;
  const descriptor: PropertyDescriptor = {
    value(this: EdgeController, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      return this.handle(route, request, reply);
    },
    configurable: true,
    writable: true,
  };
  Object.defineProperty(prototype, route.id, descriptor);
  RequestMapping({ path: fastifyPath(route.path), method: methods[route.method] })(
    prototype,
    route.id,
    descriptor,
  );
  Req()(prototype, route.id, 0);
  Res()(prototype, route.id, 1);
};

for (const route of orchestratorRoutes) addHandler(route);
