import { hash } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { openApiDocument } from '@octollm/contracts';
import { platformVersion } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientAddresses } from '../limits/client-addresses.ts';
import { RequestLimits } from '../limits/request-limits.ts';

const document = Buffer.from(JSON.stringify(openApiDocument(platformVersion)));
const etag = `"${hash('sha256', document, 'base64url')}"`;

/** Whether a client has what it asks for (RFC 9110, section 13.1.2, which compares weakly). */
const isKnown = (ifNoneMatch = ''): boolean =>
  ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));

/** Serves the OpenAPI 3.1 document of the public API. It is long, so how often an address asks for it is limited. */
@Controller()
export class OpenApiController {
  constructor(
    @Inject(ClientAddresses) private readonly addresses: ClientAddresses,
    @Inject(RequestLimits) private readonly limits: RequestLimits,
  ) {}

  @Get('openapi.json')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.limits.admitStranger(this.addresses.of(request), reply);
    reply.headers({ etag, 'cache-control': 'no-cache' });
    if (isKnown(request.headers['if-none-match'])) await reply.status(304).send();
    else await reply.type('application/json; charset=utf-8').send(document);
  }
}
