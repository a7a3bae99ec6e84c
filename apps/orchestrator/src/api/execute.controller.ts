import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Inject, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, ExecuteRequest, type ExecuteResponse, routes } from '@octollm/contracts';
import { SchemaPipe } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { executionEvents } from '../tools/execution-events.ts';
import { ToolExecution } from '../tools/tool-execution.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { Implements } from './implements.ts';

const heartbeatMs = 15_000;

/** Aborted when the connection of the client closes. */
const goneOf = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  if (reply.raw.destroyed) gone.abort();
  return gone.signal;
};

/** Runs tools for a client that waits. */
@Controller()
@UseGuards(CallerGuard)
export class ExecuteController {
  constructor(@Inject(ToolExecution) private readonly tools: ToolExecution) {}

  @Implements(routes.execute)
  @HttpCode(200)
  execute(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecuteResponse> {
    return this.tools.run(caller.tenant_id, this.tools.prepare(body), goneOf(reply));
  }

  @Implements(routes.streamExecution)
  async stream(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const prepared = this.tools.prepare(body);
    const gone = goneOf(reply);
    const events = executionEvents(
      (listener) => this.tools.run(caller.tenant_id, prepared, gone, listener),
      heartbeatMs,
    );
    await reply
      .status(200)
      .header('content-type', 'text/event-stream')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(events, { objectMode: false }));
  }
}
