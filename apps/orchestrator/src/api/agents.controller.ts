import { Body, Controller, HttpCode, Inject, UseGuards } from '@nestjs/common';
import { type AgentAnswer, AgentQuery, type CallerClaims, routes, TaskRequest } from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { ActiveQueries } from '../tools/active-queries.ts';
import { agentAnswer } from './agent-answer.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { TaskIntake } from './task-intake.ts';
import { TaskWaiter } from './task-waiter.ts';

/** A person waits for the answer. */
const querySeconds = 60;
/** The task ends by itself when its time is over; then it must still be written down. */
const graceMs = 2_000;
/** Far more than the steps of a plan with all their attempts. */
const mostEvents = 1_000;

const toRequest = ({ query, user_id, session_id, tickers, entities }: AgentQuery): TaskRequest =>
  TaskRequest.parse({
    goal: query,
    session_id,
    ...(tickers.length + entities.length === 0 ? {} : { context: { tickers, entities } }),
    budget: { max_time_seconds: querySeconds },
    metadata: { user_id },
  });

/** Answers a query with a task and waits for its end. */
@Controller()
@UseGuards(CallerGuard)
export class AgentsController {
  constructor(
    @Inject(TaskIntake) private readonly intake: TaskIntake,
    @Inject(TaskWaiter) private readonly waiter: TaskWaiter,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(ActiveQueries) private readonly active: ActiveQueries,
  ) {}

  @Implements(routes.queryAgents)
  @HttpCode(200)
  query(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(AgentQuery)) query: AgentQuery,
  ): Promise<AgentAnswer> {
    return this.active.during(() => this.answer(caller, query));
  }

  private async answer(caller: CallerClaims, query: AgentQuery): Promise<AgentAnswer> {
    const task = await this.intake.submit(caller, toRequest(query));
    const ended = await this.waiter.waitForEnd(caller.tenant_id, task, querySeconds * 1_000 + graceMs);
    const events = await this.tasks.events(caller.tenant_id, task.id, 0, mostEvents);
    return agentAnswer(ended, events);
  }
}
