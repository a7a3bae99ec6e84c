import type { ExecutorInput } from '@octollm/contracts';
import { type Attempt, parentsOf, Speculation, type SpeculationEnd } from '@octollm/engine';
import { toolIdentity } from './call-identity.ts';
import { EarlyCall } from './early-call.ts';
import type { ToolCalls } from './tool-calls.ts';
import { isReadOnly, type ToolStep } from './tool-step.ts';

/** A call that was begun early and that a step of the plan has taken for its own. */
export interface TakenCall {
  readonly call: EarlyCall;
  readonly attempt: Promise<Attempt>;
}

/**
 * Runs predicted tools while the plan is made, read-only ones alone, each with a permit like any other call. A call of
 * the plan that waits for nothing and is exactly the same takes what was begun; one that waits for another call may be
 * meant to see what that has changed, so it is made when its turn comes.
 */
export class ToolSpeculation {
  readonly #calls: ToolCalls;
  readonly #deadline: Date;
  readonly #speculation: Speculation<Attempt>;
  readonly #early = new Map<string, EarlyCall>();

  /** @param signal - aborts every call, also those that the plan has taken */
  constructor(calls: ToolCalls, deadline: Date, signal: AbortSignal) {
    this.#calls = calls;
    this.#deadline = deadline;
    this.#speculation = new Speculation(signal);
  }

  /** Starts those that are read-only. */
  start(predicted: readonly ExecutorInput[]): void {
    const harmless = predicted.filter(({ tool }) => isReadOnly(tool));
    this.#speculation.start(
      harmless.map((call, index) => {
        const early = this.#earlyCall(call, `early-${index + 1}`);
        const identity = toolIdentity(call);
        this.#early.set(identity, early);
        return { identity, readOnly: true, run: (signal) => early.make(signal) };
      }),
    );
  }

  /** The calls that have begun and that the plan asks for, by the id of the step; each is taken by one step. */
  take(steps: readonly ToolStep[]): ReadonlyMap<string, TakenCall> {
    const taken = new Map<string, TakenCall>();
    for (const step of steps) {
      if (parentsOf(step).length > 0) continue;
      const identity = toolIdentity(step.input);
      const call = this.#early.get(identity);
      const attempt = this.#speculation.take(identity);
      if (call !== undefined && attempt !== undefined) taken.set(step.id, { call, attempt });
    }
    return taken;
  }

  /** Aborts what was not taken. It is over then: nothing can be started or taken. */
  discard(): Promise<SpeculationEnd> {
    return this.#speculation.discard();
  }

  #earlyCall(input: ExecutorInput, stepId: string): EarlyCall {
    return new EarlyCall(async (signal, onSent) => {
      const release = await this.#calls.permit(input, signal);
      try {
        signal.throwIfAborted();
        onSent();
        return await this.#calls.make({ stepId, input, attempt: 1, deadline: this.#deadline, signal });
      } finally {
        release();
      }
    });
  }
}
