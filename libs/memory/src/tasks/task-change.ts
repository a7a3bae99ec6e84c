import { TaskEventType } from '@octollm/contracts';

/** The announcement of an event: ids only. The rows are to be read from the store. */
export interface TaskChange {
  readonly tenantId: string;
  readonly taskId: string;
  readonly sequence: number;
  readonly type: TaskEventType;
}

const isType = (value: unknown): value is TaskEventType =>
  TaskEventType.options.some((type) => type === value);

/** Reads the payload of a notification; null when it is not one of ours. */
export function parseTaskChange(payload: string): TaskChange | null {
  const fields = parsed(payload);
  if (!Array.isArray(fields)) return null;
  const [tenantId, taskId, sequence, type]: unknown[] = fields;
  if (typeof tenantId !== 'string' || typeof taskId !== 'string') return null;
  if (typeof sequence !== 'number' || !isType(type)) return null;
  return { tenantId, taskId, sequence, type };
}

/** Whoever may connect to the database may notify the channel with anything. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
