import type { ArmError, ToolResult } from '@octollm/contracts';
import type { StepJournal, StepOutcome } from '@octollm/engine';
import type { EarlyCall } from './early-call.ts';
import type { ToolStep } from './tool-step.ts';

/** Hears of what happens to the tools, as it happens. */
export interface ToolListener {
  started(step: ToolStep): void;
  ended(result: ToolResult): void;
}

interface Progress {
  readonly startedAt: number;
  attempts: number;
}

const milliseconds = (value: number): number => Math.round(value * 100) / 100;

const dependencyFailed = (message: string): ArmError => ({
  code: 'dependency_failed',
  category: 'cancelled',
  message,
  retryable: false,
  retry_after: null,
});

/** Keeps in memory what became of each tool, so that what has ended can be given back at any moment. */
export class ToolJournal implements StepJournal<ToolStep> {
  readonly #listener: ToolListener;
  readonly #early: ReadonlyMap<string, { readonly call: EarlyCall }>;
  readonly #progress = new Map<string, Progress>();
  readonly #results = new Map<string, ToolResult>();

  /** @param early - first attempts that were begun before their steps, by the id of the step */
  constructor(listener: ToolListener, early: ReadonlyMap<string, { readonly call: EarlyCall }> = new Map()) {
    this.#listener = listener;
    this.#early = early;
  }

  /** How many tools were started. */
  get startedTools(): number {
    return this.#progress.size;
  }

  async started(step: ToolStep, attempt: number): Promise<void> {
    const known = this.#progress.get(step.id);
    if (known !== undefined) {
      known.attempts = attempt;
      return;
    }
    this.#progress.set(step.id, { startedAt: performance.now(), attempts: attempt });
    this.#listener.started(step);
  }

  async ended(step: ToolStep, _attempt: number, outcome: StepOutcome): Promise<void> {
    if ('skippedBecause' in outcome)
      this.#end(step, { status: 'skipped', output: null, error: dependencyFailed(outcome.skippedBecause) });
    else if (outcome.succeeded) this.#end(step, { status: 'succeeded', output: outcome.output, error: null });
    else if (outcome.retryInMs === null)
      this.#end(step, {
        status: outcome.error.category === 'timeout' ? 'timed_out' : 'failed',
        output: null,
        error: outcome.error,
      });
  }

  /** Ends every tool that has not ended, with one error, and gives all results in the order of the steps. */
  close(steps: readonly ToolStep[], error: ArmError): readonly ToolResult[] {
    return steps.map(
      (step) =>
        this.#results.get(step.id) ??
        this.#end(step, {
          status: error.category === 'timeout' ? 'timed_out' : 'failed',
          output: null,
          error,
        }),
    );
  }

  #end(step: ToolStep, what: Pick<ToolResult, 'status' | 'output' | 'error'>): ToolResult {
    const progress = this.#progress.get(step.id);
    const result: ToolResult = {
      id: step.id,
      tool: step.tool,
      ...what,
      duration_ms: progress === undefined ? 0 : this.#duration(step.id, progress),
      attempts: progress?.attempts ?? 0,
    };
    this.#results.set(step.id, result);
    this.#listener.ended(result);
    return result;
  }

  #duration(id: string, { startedAt, attempts }: Progress): number {
    const call = this.#early.get(id)?.call;
    const end = attempts === 1 ? call?.endedAt : undefined;
    return milliseconds((end ?? performance.now()) - (call?.startedAt ?? startedAt));
  }
}
