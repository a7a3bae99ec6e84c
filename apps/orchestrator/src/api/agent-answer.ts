import { plannerArm } from '@octollm/catalogue';
import {
  type AgentAnswer,
  ConflictError,
  DeadlineExceededError,
  type ExecutionLogEntry,
  QueryType,
  type Task,
  type TaskEvent,
  type TaskResult,
  UnavailableError,
  UnprocessableError,
} from '@octollm/contracts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** A direct plan is made without any arm. */
const plannerOf = (planner: unknown): string | null => (planner === 'direct' ? null : plannerArm.name);

const toEntry = ({ sequence, at, type, step_id, data }: TaskEvent): ExecutionLogEntry => ({
  sequence,
  at,
  type,
  step_id: step_id ?? null,
  arm_id: type === 'plan.created' ? plannerOf(data.planner) : textOf(data.arm),
  action: type === 'plan.created' ? 'plan' : textOf(data.action),
  attempt: numberOf(data.attempt),
  duration_ms: numberOf(data.duration_ms),
});

/** Only what was started took part: a step that was skipped names its arm, too. */
const agentsOf = (log: readonly ExecutionLogEntry[]): string[] => [
  ...new Set(
    log
      .filter(({ type }) => type === 'plan.created' || type === 'step.started')
      .flatMap(({ arm_id }) => arm_id ?? []),
  ),
];

/** The result of a task that answered. @throws OctoError that says why there is none */
const resultOf = (task: Task): TaskResult => {
  if (task.status === 'succeeded' && task.result !== null) return task.result;
  const where = `See task ${task.id}.`;
  if (task.status === 'cancelled') throw new ConflictError(`The query was cancelled. ${where}`);
  if (task.status === 'failed' && task.error !== null) {
    const message = `${task.error.message} ${where}`;
    throw task.error.retryable
      ? new UnavailableError(message, { retryAfter: 1 })
      : new UnprocessableError(message);
  }
  throw new DeadlineExceededError(`The query was not answered within its time. ${where}`);
};

/**
 * What a task and its events say about a query.
 * @throws DeadlineExceededError when the task has not ended in time, UnprocessableError or UnavailableError when it
 * failed, ConflictError when somebody cancelled it
 */
export const agentAnswer = (task: Task, events: readonly TaskEvent[]): AgentAnswer => {
  const result = resultOf(task);
  const log = events.map(toEntry);
  const planned = events.find(({ type }) => type === 'plan.created');
  const { usage } = task;
  return {
    task_id: task.id,
    answer: result.output,
    answerable: result.answerable,
    citations: result.citations,
    degraded: result.degraded,
    confidence: result.confidence,
    execution_log: log,
    agents_used: agentsOf(log),
    query_type: QueryType.safeParse(planned?.data.query_type).data ?? null,
    token_usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
    execution_time_seconds:
      (Date.parse(task.finished_at ?? task.updated_at) - Date.parse(task.created_at)) / 1_000,
  };
};
