import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { taskMetrics } from '@octollm/catalogue';
import { type CallerClaims, type ForkRequest, newId, type Task, type TaskRequest } from '@octollm/contracts';
import { CheckpointStore, SessionStore, TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { currentContext, formatTraceparent, InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TaskAdmission } from '../budget/task-admission.ts';
import { TenantTiers } from '../budget/tenant-tiers.ts';
import { BackPressure } from '../health/back-pressure.ts';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';

/** How a task is taken in. */
interface Submission {
  /** Under which a repetition finds the first. @default none */
  readonly idempotencyKey?: string | undefined;
  /** The id of the task, for who must know it before there is one. @default a new one */
  readonly id?: string;
}

const sha256 = (request: TaskRequest): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');

const traceparent = (): string => {
  const context = currentContext();
  if (context === undefined) throw new Error('A request is handled outside of its context.');
  return formatTraceparent(context.trace);
};

/** Stores tasks and wakes them. */
@Injectable()
export class TaskIntake {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(SessionStore) private readonly sessions: SessionStore,
    @Inject(CheckpointStore) private readonly checkpoints: CheckpointStore,
    @Inject(TaskAdmission) private readonly admission: TaskAdmission,
    @Inject(TenantTiers) private readonly tiers: TenantTiers,
    @Inject(BackPressure) private readonly pressure: BackPressure,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /**
   * Takes a task in, or finds the one that its idempotency key has made.
   * @throws IdempotencyKeyReusedError, UnprocessableError; NotFoundError when its session is somebody else's;
   * RateLimitedError when the tenant has as many unfinished tasks as its tier allows; OverloadedError when too much
   * work waits
   */
  async submit(
    caller: CallerClaims,
    request: TaskRequest,
    { idempotencyKey, id = newId() }: Submission = {},
  ): Promise<Task> {
    const idempotency =
      idempotencyKey === undefined ? undefined : { key: idempotencyKey, bodySha256: sha256(request) };
    // A repetition adds no work: it is answered even while new work is refused.
    const first = idempotency && (await this.tasks.findByKey(caller.tenant_id, idempotency));
    if (first) return first;
    this.pressure.admit(request.priority);
    const { task, created } = await this.admitted(caller, request, () =>
      this.tasks.create(caller.tenant_id, {
        id,
        request,
        actor: caller.sub,
        traceparent: traceparent(),
        ...(idempotency === undefined ? {} : { idempotency }),
      }),
    );
    if (created) {
      this.metrics.counter(taskMetrics.created).inc({ priority: task.priority });
      await this.wake(caller.tenant_id, task);
    }
    return task;
  }

  /**
   * Takes a task in that begins where another one was.
   * @throws NotFoundError when there is no such task or its session is somebody else's, UnprocessableError when it has
   * no such checkpoint, OverloadedError when too much work waits
   */
  async fork(caller: CallerClaims, id: string, { checkpoint, budget }: ForkRequest): Promise<Task> {
    const { session_id, priority } = await this.tasks.get(caller.tenant_id, id);
    this.pressure.admit(priority);
    const { task } = await this.admitted(caller, { session_id: session_id ?? undefined }, async () => ({
      created: true,
      task: await this.checkpoints.fork(caller.tenant_id, id, {
        id: newId(),
        checkpoint,
        budget,
        actor: caller.sub,
        traceparent: traceparent(),
      }),
    }));
    this.metrics.counter(taskMetrics.created).inc({ priority: task.priority });
    await this.wake(caller.tenant_id, task);
    return task;
  }

  /** Stores a task in its session, within the limits of the caller's tier. @throws RateLimitedError, NotFoundError */
  private async admitted(
    caller: CallerClaims,
    ofSession: Pick<TaskRequest, 'session_id'>,
    create: () => Promise<{ readonly task: Task; readonly created: boolean }>,
  ): Promise<{ readonly task: Task; readonly created: boolean }> {
    const giveBack = await this.admission.admit(caller);
    try {
      await this.tiers.remember(caller.tenant_id, caller.tier);
      await this.useSession(caller, ofSession);
      const stored = await create();
      if (!stored.created) giveBack();
      return stored;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Before the task: a session is made first, so that it is never younger than what belongs to it. */
  private async useSession(
    caller: CallerClaims,
    { session_id }: Pick<TaskRequest, 'session_id'>,
  ): Promise<void> {
    if (session_id !== undefined) await this.sessions.use(caller.tenant_id, session_id, caller.sub);
  }

  /**
   * Makes a worker look at a task. What it is to find is safe in PostgreSQL already: without the wake-up the reconciler
   * finds it.
   */
  async wake(tenantId: string, task: Pick<Task, 'id' | 'priority'>): Promise<void> {
    try {
      await this.queue.add({ tenant_id: tenantId, task_id: task.id }, { priority: task.priority });
    } catch (error) {
      this.logger.warn(
        { error, task_id: task.id },
        'a task could not be queued; the reconciler will wake it',
      );
    }
  }
}
