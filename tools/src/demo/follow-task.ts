import { isTerminal, type TaskEvent, type TaskPlan } from '@octollm/contracts';
import { type Colour, formatSeconds, type Output, UserError } from '../output/index.ts';
import type { GatewayClient } from './gateway-client.ts';

/** A stream that breaks off is taken up again after its last event, this many times. */
const attempts = 5;
const idWidth = 16;
const armWidth = 15;
const actionWidth = 10;

const marks: Readonly<Partial<Record<TaskEvent['type'], readonly [Colour, string]>>> = {
  'step.succeeded': ['green', '✓'],
  'step.retrying': ['yellow', '↻'],
  'step.failed': ['red', '✗'],
  'step.skipped': ['gray', '-'],
};

type Step = TaskPlan['steps'][number];

const stepLine = (step: Step | undefined, id: string): string =>
  [id.padEnd(idWidth), (step?.arm ?? '').padEnd(armWidth), (step?.action ?? '').padEnd(actionWidth)].join(
    ' ',
  );

const reasonIn = ({ data }: TaskEvent): string => {
  const error = data['error'];
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return `  ${String(error.message)}`;
};

/** Prints what happens to a task, step by step. */
class TaskPrinter {
  readonly #client: GatewayClient;
  readonly #output: Output;
  readonly #began = new Map<string, number>();
  #steps = new Map<string, Step>();

  constructor(client: GatewayClient, output: Output) {
    this.#client = client;
    this.#output = output;
  }

  async show(event: TaskEvent): Promise<void> {
    if (event.type === 'plan.created') await this.#plan(event.task_id);
    else if (event.step_id !== undefined) this.#step(event, event.step_id);
    else
      this.#output.line(
        this.#output.paint('gray', `  ${event.type.replace('task.', '').replaceAll('_', ' ')}`),
      );
  }

  async #plan(task: string): Promise<void> {
    const { steps, rationale } = await this.#client.plan(task);
    this.#steps = new Map(steps.map((step) => [step.id, step]));
    this.#output.line(`  plan of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}: ${rationale}`);
  }

  #step(event: TaskEvent, id: string): void {
    const at = Date.parse(event.at);
    const line = stepLine(this.#steps.get(id), id);
    if (event.type === 'step.started') {
      this.#began.set(id, at);
      this.#output.status(`  … ${line}`);
      return;
    }
    const time = formatSeconds(at - (this.#began.get(id) ?? at)).padStart(7);
    const [colour, mark] = marks[event.type] ?? ['gray', '-'];
    this.#output.status('');
    this.#output.line(`  ${this.#output.paint(colour, mark)} ${line} ${time}${reasonIn(event)}`);
  }
}

/**
 * Follows a task to its end and prints its plan as it executes.
 * @throws UserError when the events stop coming before the end
 */
export const followTask = async (client: GatewayClient, task: string, output: Output): Promise<void> => {
  const printer = new TaskPrinter(client, output);
  let last = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1)
    for await (const event of client.events(task, last)) {
      last = event.sequence;
      await printer.show(event);
      if (isTerminal(event.status)) return;
    }
  throw new UserError(`The events of task ${task} broke off ${attempts} times before it had ended.`);
};
