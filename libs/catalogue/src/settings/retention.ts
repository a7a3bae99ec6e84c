import { integer } from './builders.ts';

const days = integer(1, 36_500);

/** How long sessions are kept: the orchestrator deletes old ones by itself, and so does the retention job. */
export const sessionRetention = {
  RETENTION_SESSION_DAYS: days({
    description: 'days after its last use that a session is deleted',
    default: 30,
  }),
};

/** How long tasks are kept where they can be read. */
export const taskRetention = {
  RETENTION_TASK_DAYS: days({
    description: 'days after its end that a task moves to cold storage',
    default: 180,
  }),
};

/** How long the log of what arms did is kept. */
export const actionRetention = {
  RETENTION_ACTION_DAYS: days({
    description: 'days after which an entry of the log of actions is deleted',
    default: 90,
  }),
};

/** How long it can be seen what was done to the platform and to keys: longer than what they were used for. */
export const operationRetention = {
  RETENTION_OPERATION_DAYS: days({
    description: 'days after which an entry of the audit of operations is deleted',
    default: 365,
  }),
};
