import { Body, Controller, HttpCode, Inject, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, ExecuteRequest, type ExecuteResponse, routes } from '@octollm/contracts';
import { SchemaPipe } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { BackPressure } from '../health/back-pressure.ts';
import { executionEvents } from '../tools/execution-events.ts';
import { ToolExecution } from '../tools/tool-execution.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { goneOf, heartbeatMs, sendEvents } from './event-stream.ts';
import { Implements } from './implements.ts';

/** A request for tools has no priority of its own. */
const priority = 'medium';

/** Runs tools for a client that waits. */
@Controller()
@UseGuards(CallerGuard)
export class ExecuteController {
  constructor(
    @Inject(ToolExecution) private readonly tools: ToolExecution,
    @Inject(BackPressure) private readonly pressure: BackPressure,
  ) {}

  @Implements(routes.execute)
  @HttpCode(200)
  execute(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecuteResponse> {
    const prepared = this.tools.prepare(body);
    this.pressure.admit(priority);
    return this.tools.run(caller.tenant_id, prepared, goneOf(reply));
  }

  @Implements(routes.streamExecution)
  async stream(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const prepared = this.tools.prepare(body);
    this.pressure.admit(priority);
    const gone = goneOf(reply);
    const events = executionEvents(
      (listener) => this.tools.run(caller.tenant_id, prepared, gone, listener),
      heartbeatMs,
    );
    await sendEvents(reply, events);
  }
}
