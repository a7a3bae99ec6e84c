import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { orchestrator } from '@octollm/catalogue';
import { isTerminal, type Scope, type Task, type TaskRequest } from '@octollm/contracts';
import { InjectLogger, type ServiceClient, ServiceClients, type ServiceRequest } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { CallerTokens } from '../../edge/caller-tokens.ts';
import type { Identity } from '../../identity/identity.ts';
import { stillWorking } from '../chat/chat-backend.ts';
import { orchestratorError } from './orchestrator-error.ts';
import { readJson } from './read-json.ts';

/** Who may submit a task here may read its answer and end it by leaving. */
const scopes: readonly Scope[] = ['task:submit', 'task:read', 'task:cancel'];

/** A stream of events that ends before its task does is opened again: its orchestrator was stopping. */
const reopenMs = 250;
const cancelMs = 5_000;

/** A task that is under way. */
export interface SubmittedTask {
  /**
   * Yields at every sign that the task is worked on, at the latest every 15 seconds, and returns it once it has ended. A
   * task that can be followed no more is cancelled.
   * @throws the reason of the signal; OrchestratorError, UnavailableError, DeadlineExceededError
   */
  follow(): AsyncGenerator<typeof stillWorking, Task>;
  /**
   * The task as it is now.
   * @throws the reason of the signal; OrchestratorError, UnavailableError, DeadlineExceededError
   */
  read(): Promise<Task>;
}

/** Submits tasks to the orchestrator in the name of a caller, waits for them, and cancels those nobody waits for. */
@Injectable()
export class PlatformTasks {
  readonly #client: ServiceClient;

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @Inject(CallerTokens) private readonly tokens: CallerTokens,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.#client = clients.to(orchestrator);
  }

  /**
   * Submits a task, which is cancelled when `signal` is aborted before it has ended.
   * @throws OrchestratorError, UnavailableError, DeadlineExceededError
   */
  async submit(identity: Identity, request: TaskRequest, signal: AbortSignal): Promise<SubmittedTask> {
    const task = await this.call<Task>(identity, { method: 'POST', path: '/api/v1/tasks', body: request });
    // Not where it is followed: whoever leaves at once never begins to follow.
    const abandon = (): void => void this.cancel(identity, task.id);
    if (signal.aborted) abandon();
    else signal.addEventListener('abort', abandon, { once: true });
    const ended = (): void => signal.removeEventListener('abort', abandon);
    return {
      follow: () => this.follow(identity, task, { signal, ended }),
      read: () => this.read(identity, task.id, signal),
    };
  }

  private async *follow(
    identity: Identity,
    task: Task,
    { signal, ended }: { readonly signal: AbortSignal; readonly ended: () => void },
  ): AsyncGenerator<typeof stillWorking, Task> {
    try {
      for (;;) {
        yield* this.signs(identity, task.id, signal);
        const current = await this.read(identity, task.id, signal);
        if (isTerminal(current.status)) {
          ended();
          return current;
        }
        await sleep(reopenMs, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) await this.cancel(identity, task.id);
      throw error;
    }
  }

  private read(identity: Identity, id: string, signal: AbortSignal): Promise<Task> {
    return this.call<Task>(identity, { method: 'GET', path: `/api/v1/tasks/${id}`, signal });
  }

  private async *signs(
    identity: Identity,
    id: string,
    signal: AbortSignal,
  ): AsyncGenerator<typeof stillWorking> {
    const { statusCode, headers, body } = await this.#client.request({
      ...this.authorised(identity),
      method: 'GET',
      path: `/api/v1/tasks/${id}/events`,
      signal,
    });
    if (statusCode !== 200) throw orchestratorError(await readJson(body), String(headers['retry-after']));
    try {
      for await (const _piece of body) yield stillWorking;
    } catch (error) {
      signal.throwIfAborted();
      this.logger.info({ error, task_id: id }, 'the events of a task broke off and are asked for again');
    }
  }

  private async cancel(identity: Identity, id: string): Promise<void> {
    try {
      await this.call<Task>(identity, {
        method: 'POST',
        path: `/api/v1/tasks/${id}/cancel`,
        body: { reason: 'The client has left.' },
        timeoutMs: cancelMs,
      });
    } catch (error) {
      this.logger.info({ error, task_id: id }, 'the task of a client that has left was not cancelled');
    }
  }

  private async call<Body>(identity: Identity, request: ServiceRequest): Promise<Body> {
    const { statusCode, headers, body } = await this.#client.request({
      ...this.authorised(identity),
      ...request,
    });
    const answer = await readJson(body);
    if (statusCode >= 400) throw orchestratorError(answer, String(headers['retry-after']));
    return answer as Body;
  }

  private authorised(identity: Identity): Pick<ServiceRequest, 'headers'> {
    return { headers: { authorization: `Bearer ${this.tokens.of(identity, scopes)}` } };
  }
}
