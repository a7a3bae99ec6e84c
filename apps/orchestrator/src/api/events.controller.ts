import { Readable } from 'node:stream';
import { Controller, Inject, Param, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, EventsHeaders, isTerminal, routes, type TaskEvent } from '@octollm/contracts';
import { TaskChangeFeed, TaskStore } from '@octollm/memory';
import { HeadersOf, Shutdown } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { Implements } from './implements.ts';
import { PathId } from './path-id.ts';
import { TaskChanges } from './task-changes.ts';

const heartbeatMs = 15_000;
const page = 100;

const format = (event: TaskEvent): string =>
  `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Streams what happens to a task (server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html). */
@Controller()
@UseGuards(CallerGuard)
export class EventsController {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskChangeFeed) private readonly feed: TaskChangeFeed,
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
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.shutdown.soft]);
    const after = Number(headers['last-event-id'] ?? 0);
    await reply
      .header('content-type', 'text/event-stream')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(this.events(caller.tenant_id, id, after, signal), { objectMode: false }));
  }

  /** Reads rows and waits for news in turn, so a slow reader holds one page at most and a vanished one nothing. */
  private async *events(
    tenantId: string,
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const changes = new TaskChanges(this.feed, tenantId, id, signal);
    let last = after;
    try {
      while (!signal.aborted) {
        const events = await this.tasks.events(tenantId, id, last, page);
        for (const event of events) {
          yield format(event);
          last = event.sequence;
        }
        const end = events.at(-1);
        if (end !== undefined ? isTerminal(end.status) : await this.hasEnded(tenantId, id)) return;
        if (events.length < page && !(await changes.next(heartbeatMs)) && !signal.aborted)
          yield ': heartbeat\n\n';
      }
    } finally {
      changes.close();
    }
  }

  /** A client that resumes after the last event of an ended task must not wait for more. */
  private async hasEnded(tenantId: string, id: string): Promise<boolean> {
    return isTerminal((await this.tasks.get(tenantId, id)).status);
  }
}
