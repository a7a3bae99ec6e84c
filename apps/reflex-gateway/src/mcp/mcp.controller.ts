import { Controller, Delete, Get, Inject, Req, Res } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { routes } from '@octollm/contracts';
import { Implements, InjectConfig, InjectLogger } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Gate } from '../edge/gate.ts';
import { untilGone } from '../edge/gone.ts';
import { validate } from '../edge/validate.ts';
import { checkOrigin } from './allowed-origins.ts';
import { loadMcpSdk } from './mcp-sdk.ts';
import { McpServers } from './mcp-server.ts';
import { sendWebResponse, toWebRequest } from './web-exchange.ts';

/** The platform's own tools over MCP: a message is a request, and there is nothing between two of them. */
@Controller()
export class McpController {
  constructor(
    @InjectConfig() private readonly config: Pick<ConfigOf<typeof reflexGateway>, 'GATEWAY_CORS_ORIGINS'>,
    @Inject(Gate) private readonly gate: Gate,
    @Inject(McpServers) private readonly servers: McpServers,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Implements(routes.callMcp)
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    checkOrigin(request.headers.origin, this.config.GATEWAY_CORS_ORIGINS);
    validate(routes.callMcp, request);
    const identity = this.gate.identityOf(request);
    const sdk = await loadMcpSdk();
    await untilGone(reply, async (signal) => {
      // Changes of the list that a client could wait for do not happen while it has the same key.
      const exchange = { identity, requestId: request.id, signal };
      const handler = sdk.createMcpHandler(() => this.servers.for(sdk, exchange), {
        maxSubscriptions: 0,
        onerror: (error) => this.logger.debug({ error }, 'a message of MCP was not served'),
      });
      const answer = await handler.fetch(toWebRequest(request, signal), { parsedBody: request.body });
      await sendWebResponse(reply, answer);
    });
  }

  /** The specification says with 405 that there is no stream beside the answers. */
  @Get('mcp')
  async listen(@Res() reply: FastifyReply): Promise<void> {
    await refuse(reply);
  }

  /** Ends no session, because there is none. */
  @Delete('mcp')
  async end(@Res() reply: FastifyReply): Promise<void> {
    await refuse(reply);
  }
}

const refuse = async (reply: FastifyReply): Promise<void> => {
  const error = { code: -32_000, message: 'Send messages with POST: there are no sessions.' };
  await reply.status(405).header('allow', 'POST').send({ jsonrpc: '2.0', id: null, error });
};
