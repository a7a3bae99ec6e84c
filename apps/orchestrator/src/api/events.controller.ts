import { Controller, Inject, Param, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, EventsHeaders, routes, type TaskEvent } from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import { HeadersOf, Implements, Shutdown } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { goneOrStopped, heartbeatText, sendEvents } from './event-stream.ts';
import { PathId } from './path-id.ts';
import { silence, TaskFollower } from './task-follower.ts';

const format = (event: TaskEvent): string =>
  `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Streams what happens to a task. */
@Controller()
@UseGuards(CallerGuard)
export class EventsController {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskFollower) private readonly follower: TaskFollower,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {}

  @Implements(routes.streamEvents)
  async stream(
    @Caller() caller: CallerClaims,
    @Param('task_id', PathId) id: string,
    @HeadersOf(EventsHeaders) headers: EventsHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.tasks.get(caller.tenant_id, id);
    const signal = goneOrStopped(reply, this.shutdown.soft);
    const after = Number(headers['last-event-id'] ?? 0);
    await sendEvents(reply, this.events(caller.tenant_id, id, after, signal));
  }

  private async *events(
    tenantId: string,
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    for await (const event of this.follower.follow(tenantId, id, after, signal))
      yield event === silence ? heartbeatText : format(event);
  }
}
