import type { Plan, Task, TaskRequest } from '@octollm/contracts';
import type { StoredStep } from './step.ts';

/** The right to work on a task, for one replica and a limited time. */
export interface Lease {
  readonly tenantId: string;
  readonly taskId: string;
  /** Names the replica; it is the actor in the audit trail of what is written under the lease. */
  readonly owner: string;
  /** The fencing token: grows with every claim, so that writes of an earlier holder are told apart and refused. */
  readonly token: number;
}

/** A task that was claimed, with all that is needed to begin it or to go on with it. */
export interface ClaimedTask {
  readonly lease: Lease;
  readonly task: Task;
  readonly request: TaskRequest;
  readonly traceparent: string;
  readonly plan: Plan | null;
  /** In the order of the plan; empty without a plan. */
  readonly steps: readonly StoredStep[];
  /** Whether its last holder was lost: the lease ran out, and nobody gave the task back. */
  readonly recovered: boolean;
  /** How often a holder was lost without giving the task back, or gave it back because it failed. */
  readonly recoveries: number;
}

/**
 * Thrown by every write under a lease when the lease's fencing token is no longer the current one, because another
 * replica has claimed the task, or when the task has ended, for example by cancellation. Stop working on the task:
 * nothing more is accepted.
 */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly lease: Lease;

  constructor(lease: Lease) {
    super(`${lease.owner} no longer holds task ${lease.taskId}: it was claimed again or has ended`);
    this.lease = lease;
  }
}

/** Thrown when a task is to go to a status that cannot follow the one it has: a mistake in the calling code. */
export class TransitionError extends Error {
  override readonly name = 'TransitionError';

  constructor(taskId: string, from: string, to: string) {
    super(`Task ${taskId} is ${from}, which ${to} cannot follow`);
  }
}
