import { Inject, Injectable } from '@nestjs/common';
import {
  type GuardianOutput,
  ProcessRequest,
  parseRequest,
  type Task,
  TaskRequest,
} from '@octollm/contracts';
import { Upstream } from '../edge/upstream.ts';
import { Guard } from '../guards/guard.ts';
import type { Identity } from '../identity/identity.ts';
import { orchestratorError } from '../openai/platform/orchestrator-error.ts';
import { PlatformTasks } from '../openai/platform/platform-tasks.ts';
import { readJson } from '../openai/platform/read-json.ts';
import { type McpToolName, platformTools } from './platform-tools.ts';
import { describeProgress, type Report, reportMs } from './progress.ts';

/** Who calls a tool, and how they hear of it. */
export interface ToolExchange {
  readonly identity: Identity;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
  /** Tells the client how far the call is; undefined when it did not ask for that. */
  readonly report: Report | undefined;
}

/**
 * Calls tools by the parts that answer the HTTP routes behind them: the same contract, the same screening, the same
 * orchestrator in the name of the same caller. The gate has counted the request already, as it does for those routes.
 */
@Injectable()
export class ToolCalls {
  constructor(
    @Inject(Guard) private readonly guard: Guard,
    @Inject(Upstream) private readonly upstream: Upstream,
    @Inject(PlatformTasks) private readonly tasks: PlatformTasks,
  ) {}

  /** @throws OctoError as the route does; whoever may not use a route must not get here */
  async call(name: McpToolName, args: unknown, exchange: ToolExchange): Promise<object> {
    switch (name) {
      case 'check_text':
        return this.check(args, exchange);
      case 'run_task':
        return this.runTask(args, exchange);
      case 'ask':
      case 'search':
      case 'execute':
        return this.ask(name, args, exchange);
    }
  }

  private check(args: unknown, { identity }: ToolExchange): Promise<GuardianOutput> {
    return this.guard.process(parseRequest(ProcessRequest, args), identity);
  }

  private async ask(
    name: 'ask' | 'search' | 'execute',
    args: unknown,
    { identity, signal }: ToolExchange,
  ): Promise<object> {
    const { route, input } = platformTools[name];
    const body = await this.guard.admit(route, identity, parseRequest(input, args));
    const answer = await this.upstream.ask(route, identity, { body }, signal);
    const json = await readJson(answer.body);
    if (answer.statusCode >= 400) throw orchestratorError(json, String(answer.headers['retry-after']));
    return json as object;
  }

  private async runTask(args: unknown, { identity, signal, report }: ToolExchange): Promise<Task> {
    const { route, input } = platformTools.run_task;
    const screened = await this.guard.admit(route, identity, parseRequest(input, args));
    // Redacting a text may change its length, so that it is parsed again.
    const submitted = await this.tasks.submit(identity, parseRequest(TaskRequest, screened), signal);
    const following = submitted.follow();
    let reportedAt = Number.NEGATIVE_INFINITY;
    for (;;) {
      const next = await following.next();
      if (next.done === true) return next.value;
      if (report === undefined || performance.now() - reportedAt < reportMs) continue;
      reportedAt = performance.now();
      await report(describeProgress(await submitted.read()));
    }
  }
}
