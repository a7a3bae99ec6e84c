import { Body, Controller, HttpCode, Inject, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, ExecuteRequest, type ExecuteResponse, routes } from '@octollm/contracts';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { BackPressure } from '../health/back-pressure.ts';
import { executionEvents } from '../tools/execution-events.ts';
import { type OpenExecution, ToolExecution } from '../tools/tool-execution.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { goneOf, heartbeatMs, sendEvents } from './event-stream.ts';

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
  async execute(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecuteResponse> {
    return this.tools.run(await this.open(caller, body, goneOf(reply)));
  }

  @Implements(routes.streamExecution)
  async stream(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ExecuteRequest)) body: ExecuteRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const execution = await this.open(caller, body, goneOf(reply));
    const events = executionEvents((listener) => this.tools.run(execution, listener), heartbeatMs);
    await sendEvents(reply, events);
  }

  private open(caller: CallerClaims, body: ExecuteRequest, gone: AbortSignal): Promise<OpenExecution> {
    const checked = this.tools.check(body);
    this.pressure.admit(priority);
    return this.tools.open(caller.tenant_id, checked, gone);
  }
}
