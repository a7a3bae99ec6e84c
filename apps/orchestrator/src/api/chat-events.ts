import { executorArm } from '@octollm/catalogue';
import {
  type ChatEvent,
  ExecutorInput,
  isTerminal,
  Plan,
  type Task,
  type TaskEvent,
  ToolName,
} from '@octollm/contracts';
import type { LiveText } from '../live/live-text.ts';
import type { silence } from './task-follower.ts';
import { ToldAnswer } from './told-answer.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The tool that each step of a plan runs; a step that runs none, or one that is known only later, has no entry. */
const toolsOf = ({ data }: TaskEvent): [string, ToolName][] =>
  (Plan.safeParse(data.plan).data?.steps ?? []).flatMap(({ id, arm, input }) => {
    const tool = arm === executorArm.name ? ExecutorInput.shape.tool.safeParse(input.tool).data : undefined;
    return tool === undefined ? [] : [[id, tool]];
  });

type StepEnd = 'succeeded' | 'failed' | 'skipped';

const endings: ReadonlyMap<TaskEvent['type'], StepEnd> = new Map([
  ['step.succeeded', 'succeeded'],
  ['step.failed', 'failed'],
  ['step.skipped', 'skipped'],
]);

/** Tells the events of a task as those of a chat. A step that is tried again has started once. */
class ChatTeller {
  readonly #tools = new Map<string, ToolName>();
  /** Steps that have started and not ended, with their arms. */
  readonly #open = new Map<string, string>();

  tell(event: TaskEvent): ChatEvent[] {
    const status = endings.get(event.type);
    if (status !== undefined) return this.#end(event, status);
    if (event.type === 'step.started') return this.#start(event);
    if (event.type === 'plan.created') for (const [id, tool] of toolsOf(event)) this.#tools.set(id, tool);
    return [];
  }

  #start({ step_id = '', data }: TaskEvent): ChatEvent[] {
    if (this.#open.has(step_id)) return [];
    const arm_id = textOf(data.arm);
    this.#open.set(step_id, arm_id);
    const start = { type: 'step_start', step_id, arm_id, action: textOf(data.action) } as const;
    if (arm_id !== executorArm.name) return [start];
    return [start, { type: 'tool_start', step_id, tool: this.#toolOf(step_id) }];
  }

  #end({ step_id = '' }: TaskEvent, status: StepEnd): ChatEvent[] {
    const arm = this.#open.get(step_id);
    if (!this.#open.delete(step_id)) return [];
    const end = { type: 'step_end', step_id, status } as const;
    if (arm !== executorArm.name) return [end];
    return [{ type: 'tool_end', step_id, tool: this.#toolOf(step_id), status }, end];
  }

  /** A unit runs the tool of its step. */
  #toolOf(stepId: string): ToolName | null {
    return this.#tools.get(stepId.split('.')[0] ?? stepId) ?? null;
  }
}

function* endOf(task: Task, told: ToldAnswer): Generator<ChatEvent> {
  const { id: task_id, result, error, status, usage } = task;
  if (result === null) {
    yield {
      type: 'error',
      task_id,
      code: error?.code ?? status,
      message: error?.message ?? 'The task was cancelled.',
      retryable: error?.retryable ?? false,
    };
    return;
  }
  const { answerable, confidence, degraded } = result;
  yield* told.rest(result);
  yield { type: 'complete', task_id, answerable, confidence, degraded, usage };
}

/** The answer of a task while it is written. */
export interface LiveAnswer {
  readonly text: LiveText;
  /** Resolves when the text is another than at the last call. */
  changed(): Promise<void>;
}

/**
 * The chat about a task: its steps as they start and end, and its sources and its answer piece by piece: while it is
 * written, as far as it can be read along, and the rest when the task has ended. A stream of events that ends before the
 * task does, because the service stops, ends with an error that says so.
 * @param current - reads the task
 */
export async function* chatEvents(
  events: AsyncIterable<TaskEvent | typeof silence>,
  current: () => Promise<Task>,
  live: LiveAnswer,
): AsyncGenerator<ChatEvent | typeof silence> {
  const teller = new ChatTeller();
  const told = new ToldAnswer();
  const following = events[Symbol.asyncIterator]();
  try {
    let next: ReturnType<typeof following.next> | undefined;
    let change: Promise<void> | undefined;
    for (;;) {
      // Made only here, where they are waited for at once: nobody else would hear of a failure.
      next ??= following.next();
      change ??= live.changed();
      const item = await Promise.race([next, change]);
      yield* told.further(live.text);
      if (item === undefined) {
        change = undefined;
        continue;
      }
      next = undefined;
      if (item.done === true) break;
      if (typeof item.value === 'symbol') yield item.value;
      else yield* teller.tell(item.value);
    }
  } finally {
    // Not awaited: it ends when what it waits for does.
    void following.return?.();
  }
  const task = await current();
  if (isTerminal(task.status)) yield* endOf(task, told);
  else
    yield {
      type: 'error',
      task_id: task.id,
      code: 'unavailable',
      message: 'The service stops and goes on with the task elsewhere. Follow its events, or read it later.',
      retryable: true,
    };
}
