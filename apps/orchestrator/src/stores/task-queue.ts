/** What a job of the task queue holds: which task to look at. The task itself is in PostgreSQL. */
export interface TaskWakeUp {
  readonly tenant_id: string;
  readonly task_id: string;
}

export const wakeUpId = (wakeUp: TaskWakeUp): string => `${wakeUp.tenant_id}.${wakeUp.task_id}`;

export const TASK_QUEUE = Symbol('octollm.task-queue');
export const QUEUE_CONNECTION = Symbol('octollm.queue-connection');
