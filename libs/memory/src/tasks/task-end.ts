import type { TaskError, TaskResult } from '@octollm/contracts';

/** How a task ends, other than by cancellation. */
export type TaskEnd =
  | { readonly status: 'succeeded'; readonly result: TaskResult }
  | {
      readonly status: 'failed' | 'timed_out';
      readonly error: TaskError;
      /** What there is of an answer; null when there is nothing. */
      readonly result: TaskResult | null;
    };
