import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf, type orchestrator, queueMetrics, taskMetrics, taskQueue } from '@octollm/catalogue';
import { isTerminal, UnavailableError } from '@octollm/contracts';
import {
  ApprovalStore,
  type ClaimedTask,
  LeaseLostError,
  TaskChangeFeed,
  type TaskEnd,
  TaskStore,
} from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import {
  CONFIG,
  contextUnder,
  currentSpan,
  InjectLogger,
  Metrics,
  parseTraceparent,
  Shutdown,
  withContext,
} from '@octollm/service-kit';
import { inSpan } from '@octollm/telemetry';
import { SpanKind } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { type Learned, TaskMemory } from '../memory/task-memory.ts';
import { replicaName } from '../replica.ts';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { TaskRunner } from './task-runner.ts';
import { TaskTimeoutError } from './task-timeout.ts';

/** A task is taken over so often and no more: it may be what its replicas die of. */
const mostRecoveries = 5;

/** The process stops; another replica goes on with the task. */
class ShutdownError extends Error {
  constructor() {
    super('The orchestrator stops.');
    this.name = 'ShutdownError';
  }
}

const deadlineOf = ({ task, request }: ClaimedTask): Date => {
  const started = Date.parse(task.started_at ?? new Date().toISOString());
  const byBudget = started + request.budget.max_time_seconds * 1_000;
  return new Date(
    request.deadline === undefined ? byBudget : Math.min(byBudget, Date.parse(request.deadline)),
  );
};

/** Works on the tasks that wake-ups name: claims them, runs them and writes down how they end. */
@Injectable()
export class TaskWorker {
  private readonly leaseMs: number;

  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(ApprovalStore) private readonly approvals: ApprovalStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(TaskRunner) private readonly runner: TaskRunner,
    @Inject(TaskChangeFeed) private readonly changes: TaskChangeFeed,
    @Inject(TaskMemory) private readonly memory: Pick<TaskMemory, 'ended'>,
    @Inject(CONFIG) config: Pick<ConfigOf<typeof orchestrator>, 'ORCHESTRATOR_LEASE_SECONDS'>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.leaseMs = config.ORCHESTRATOR_LEASE_SECONDS * 1_000;
  }

  /** Handles one wake-up. Nothing happens when the task has ended or another replica works on it. */
  async handle({ tenant_id, task_id }: TaskWakeUp): Promise<void> {
    const claimed = await this.tasks.claim(tenant_id, task_id, replicaName, this.leaseMs);
    if (claimed === null) return;
    const parent = parseTraceparent(claimed.traceparent);
    await inSpan(
      'task',
      { kind: SpanKind.CONSUMER, attributes: { 'octollm.task_id': task_id } },
      async () => {
        const context = {
          requestId: task_id,
          trace: currentSpan(parent),
          tenantId: tenant_id,
          taskId: task_id,
        };
        await withContext(context, () => this.work(claimed));
      },
      contextUnder(parent),
    );
  }

  private async work(claimed: ClaimedTask): Promise<void> {
    if (claimed.recovered) {
      this.metrics.counter(taskMetrics.recovered).inc();
      this.logger.warn('a task was taken over from a replica that lost its lease');
    }
    const inProgress = this.metrics.gauge(taskMetrics.inProgress);
    inProgress.inc();
    try {
      if (claimed.recoveries > mostRecoveries) await this.deadLetter(claimed);
      else await this.runUnderLease(claimed);
    } finally {
      inProgress.dec();
    }
  }

  /** Ends a task that every replica is lost or fails over, before it takes another one with it. */
  private async deadLetter(claimed: ClaimedTask): Promise<void> {
    this.metrics.counter(taskMetrics.deadLettered).inc();
    this.metrics.counter(queueMetrics.deadLetters).inc({ queue: taskQueue.name });
    this.logger.error({ recoveries: claimed.recoveries }, 'a task was given up');
    const message = `The task was given up: ${claimed.recoveries} replicas were lost or failed while they worked on it.`;
    const error = { code: 'dead_letter', message, retryable: false, step_id: null };
    await this.finish(claimed, { status: 'failed', error, result: null });
  }

  private async runUnderLease(claimed: ClaimedTask): Promise<void> {
    const { lease } = claimed;
    const keeper = new LeaseKeeper(this.tasks, lease, this.leaseMs, this.logger);
    const unsubscribe = this.changes.subscribe(lease.tenantId, lease.taskId, (change) => {
      if (change === 'gap' || change.type === 'task.cancelled') keeper.check();
    });
    const deadline = deadlineOf(claimed);
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(new TaskTimeoutError()),
      Math.max(deadline.getTime() - Date.now(), 0),
    );
    const stopping = new AbortController();
    const onHardStop = (): void => stopping.abort(new ShutdownError());
    this.shutdown.hard.addEventListener('abort', onHardStop, { once: true });
    if (this.shutdown.hard.aborted) onHardStop();
    try {
      const signal = AbortSignal.any([keeper.lost, timeout.signal, stopping.signal]);
      const outcome = await this.runner.run(claimed, deadline, signal);
      if (outcome.kind === 'ended') await this.finish(claimed, outcome.end, outcome.learned);
      else await this.waitForDecisions(claimed, outcome.subjects, deadline);
    } catch (error) {
      await this.giveUp(claimed, error);
    } finally {
      clearTimeout(timer);
      keeper.stop();
      unsubscribe();
      this.shutdown.hard.removeEventListener('abort', onHardStop);
    }
  }

  private async finish(claimed: ClaimedTask, end: TaskEnd, learned?: Learned): Promise<void> {
    await this.tasks.finish(claimed.lease, end);
    if (learned !== undefined) this.memory.ended(claimed.lease, learned);
    const { status, result } = end;
    const seconds = Math.max(Date.now() - Date.parse(claimed.task.created_at), 0) / 1_000;
    this.metrics.counter(taskMetrics.completed).inc({ status });
    this.metrics.histogram(taskMetrics.duration).observe({ status }, seconds);
    this.logger.info({ status, seconds, degraded: result?.degraded ?? null }, 'a task ended');
  }

  /**
   * Gives the task back until somebody decides, or its time is over. Who decides while this goes on wakes a task that
   * is still held, and in vain; so what was decided is looked at once more.
   */
  private async waitForDecisions(
    { lease }: ClaimedTask,
    subjects: readonly string[],
    until: Date,
  ): Promise<void> {
    await this.tasks.transition(lease, 'awaiting_approval', { subjects });
    await this.tasks.release(lease, { until });
    this.logger.info({ subjects }, 'a task waits for approvals');
    const approvals = await this.approvals.of(lease.tenantId, lease.taskId);
    if (approvals.some(({ status, takenUp }) => status !== 'pending' && !takenUp))
      await this.queue.add({ tenant_id: lease.tenantId, task_id: lease.taskId });
  }

  private async giveUp(claimed: ClaimedTask, error: unknown): Promise<void> {
    if (error instanceof LeaseLostError) {
      const task = await this.tasks.find(claimed.lease.tenantId, claimed.lease.taskId);
      const cancelled = task !== null && isTerminal(task.status);
      this.logger.info(
        { cancelled },
        cancelled ? 'a task was cancelled' : 'another replica has the task now',
      );
      if (task?.status === 'cancelled')
        this.metrics.counter(taskMetrics.completed).inc({ status: 'cancelled' });
      return;
    }
    if (error instanceof ShutdownError) return this.handOver(claimed);
    this.logger.error({ error }, 'a task could not be worked on and is given back');
    // A store that is away is not the task's fault; anything else may be, and counts among what it survives.
    await this.tasks.release(claimed.lease, { failed: !(error instanceof UnavailableError) });
    throw error;
  }

  /** Gives the task to another replica: its wake-up ends here with this one's work. */
  private async handOver({ lease, task }: ClaimedTask): Promise<void> {
    await this.tasks.release(lease);
    const wakeUp = { tenant_id: lease.tenantId, task_id: lease.taskId };
    await this.queue.add(wakeUp, { priority: task.priority });
  }
}
