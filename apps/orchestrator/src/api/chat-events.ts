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
import { answerTokens } from './answer-tokens.ts';
import type { silence } from './task-follower.ts';

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

const answerOf = (task: Task): ChatEvent[] => {
  const { id: task_id, result, error, status, usage } = task;
  if (result === null)
    return [
      {
        type: 'error',
        task_id,
        code: error?.code ?? status,
        message: error?.message ?? 'The task was cancelled.',
        retryable: error?.retryable ?? false,
      },
    ];
  const { answerable, confidence, degraded, citations, output } = result;
  return [
    { type: 'sources_ready', citations },
    ...answerTokens(output).map((text) => ({ type: 'token', text }) as const),
    { type: 'complete', task_id, answerable, confidence, degraded, usage },
  ];
};

/**
 * The chat about a task: its steps as they start and end, then its sources and its answer piece by piece. A stream of
 * events that ends before the task does, because the service stops, ends with an error that says so.
 * @param current - reads the task
 */
export async function* chatEvents(
  events: AsyncIterable<TaskEvent | typeof silence>,
  current: () => Promise<Task>,
): AsyncGenerator<ChatEvent | typeof silence> {
  const teller = new ChatTeller();
  for await (const event of events) {
    if (typeof event === 'symbol') yield event;
    else yield* teller.tell(event);
  }
  const task = await current();
  if (isTerminal(task.status)) yield* answerOf(task);
  else
    yield {
      type: 'error',
      task_id: task.id,
      code: 'unavailable',
      message: 'The service stops and goes on with the task elsewhere. Follow its events, or read it later.',
      retryable: true,
    };
}
