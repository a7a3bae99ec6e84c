import { Body, Controller, Inject, Res, UseGuards } from '@nestjs/common';
import {
  type CallerClaims,
  type ChatEvent,
  ChatRequest,
  ConflictError,
  newId,
  routes,
  type Task,
  TaskRequest,
} from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import { Implements, InjectLogger, SchemaPipe, Shutdown } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { LiveAnswers } from '../live/live-answers.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { chatEvents } from './chat-events.ts';
import { goneOf, goneOrStopped, heartbeatText, sendEvents } from './event-stream.ts';
import { silence, TaskFollower } from './task-follower.ts';
import { TaskIntake } from './task-intake.ts';

const format = (event: ChatEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const toRequest = ({ query, session_id }: ChatRequest): TaskRequest =>
  TaskRequest.parse({ goal: query, session_id });

/** Answers somebody who reads along, with a task. When they leave, the task is cancelled: nobody reads its answer. */
@Controller()
@UseGuards(CallerGuard)
export class ChatController {
  constructor(
    @Inject(TaskIntake) private readonly intake: TaskIntake,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskFollower) private readonly follower: TaskFollower,
    @Inject(LiveAnswers) private readonly live: LiveAnswers,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Implements(routes.streamChat)
  async stream(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ChatRequest)) body: ChatRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = newId();
    // Before there is a task, so that whoever runs it knows from the start that somebody reads along.
    const reader = await this.live.read(caller.tenant_id, id);
    reply.raw.once('close', () => reader.close());
    if (reply.raw.destroyed) reader.close();
    const task = await this.intake.submit(caller, toRequest(body), { id });
    const gone = goneOf(reply);
    // The connection closes after a stream that was read to its end, too.
    const onGone = (): void => {
      if (!reply.raw.writableFinished) void this.cancel(caller, task);
    };
    if (gone.aborted) onGone();
    else gone.addEventListener('abort', onGone, { once: true });
    reply.header('location', `/api/v1/tasks/${task.id}`);
    const follow = this.follower.follow(caller.tenant_id, id, 0, goneOrStopped(reply, this.shutdown.soft));
    const current = (): Promise<Task> => this.tasks.get(caller.tenant_id, id);
    await sendEvents(reply, this.events(chatEvents(follow, current, reader)));
  }

  private async *events(chat: ReturnType<typeof chatEvents>): AsyncGenerator<string> {
    for await (const event of chat) yield event === silence ? heartbeatText : format(event);
  }

  private async cancel(caller: CallerClaims, { id }: Task): Promise<void> {
    try {
      await this.tasks.cancel(caller.tenant_id, id, { reason: 'The client has left.', actor: caller.sub });
    } catch (error) {
      if (error instanceof ConflictError) return;
      this.logger.warn({ error, task_id: id }, 'the task of a client that has left could not be cancelled');
    }
  }
}
