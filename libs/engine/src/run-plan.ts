import type { ArmError, PlanStep } from '@octollm/contracts';
import type { IdentityOf, RunContext } from './context.ts';
import { gate, type Standing } from './gate.ts';
import { parentsOf } from './graph.ts';
import { IdenticalCalls } from './identical-calls.ts';
import { LinkedAbort } from './linked-abort.ts';
import { isLoopStep, runLoopStep } from './loop-step.ts';
import { isMapStep, runMapStep } from './map-step.ts';
import { Permits } from './permits.ts';
import { type PlanRun, planRunOf } from './plan-run.ts';
import type { AdmitStep, ExecuteStep, Step, StepHistory, StepJournal, StepLimits } from './ports.ts';
import { recallCalls } from './recalled-calls.ts';
import type { Scope } from './references.ts';
import { failUnit, recall, runUnit, type UnitEnd } from './run-unit.ts';
import { together } from './together.ts';

export interface PlanRunOptions<S extends Step = PlanStep> {
  /** Valid: ids are unique, dependencies exist, and nothing waits in a circle. */
  readonly plan: { readonly steps: readonly S[] };
  readonly execute: ExecuteStep<S>;
  readonly journal: StepJournal<S>;
  /** What former runs of the same plan left behind, by step and by unit (`<step>.<n>`). */
  readonly history: ReadonlyMap<string, StepHistory>;
  /** Attempts of this plan's units that run at the same time at most; at least 1. */
  readonly maxParallel: number;
  /** Limits beyond this run; none when it is left out. */
  readonly limits?: StepLimits<S>;
  /** Who admits steps; all may run when it is left out. */
  readonly admit?: AdmitStep<S>;
  /** Guards against a third identical call, which fails with `identical_call`; no guard when it is left out. */
  readonly identityOf?: IdentityOf<S>;
  /** Aborts every running step and every wait; the run rejects with its reason. */
  readonly signal: AbortSignal;
  readonly random?: () => number;
}

const runStep = <S extends Step>(context: RunContext<S>, step: S, scope: Scope): Promise<UnitEnd> => {
  if (isMapStep(step)) return runMapStep(context, step, scope);
  if (isLoopStep(step)) return runLoopStep(context, step, scope);
  return runUnit(context, step, scope);
};

/** Carries the steps of one plan from what its history says to where they can get in this run. */
class Dataflow<S extends Step> {
  readonly outputs = new Map<string, unknown>();
  readonly errors = new Map<string, ArmError>();
  readonly standings = new Map<string, Standing>();
  readonly #steps: ReadonlyMap<string, S>;
  readonly #context: RunContext<S>;
  readonly #started = new Map<string, Promise<Standing>>();

  constructor(steps: readonly S[], context: Omit<RunContext<S>, 'outputs'>) {
    this.#steps = new Map(steps.map((step) => [step.id, step]));
    this.#context = { ...context, outputs: this.outputs };
    for (const { id } of steps) {
      const past = recall(context.history.get(id));
      if (past !== undefined) this.#end(id, past);
      else if (context.history.get(id)?.status === 'skipped') this.standings.set(id, 'skipped');
    }
    recallCalls(steps, this.#context);
  }

  /** Where a step stands in the end; every step is carried there once. */
  standing(id: string): Promise<Standing> {
    const started = this.#started.get(id) ?? this.#carry(id);
    this.#started.set(id, started);
    return started;
  }

  async #carry(id: string): Promise<Standing> {
    const step = this.#steps.get(id);
    const standing = this.standings.get(id) ?? (step === undefined ? 'failed' : await this.#run(step));
    this.standings.set(id, standing);
    return standing;
  }

  async #run(step: S): Promise<Standing> {
    const context = this.#context;
    const ids = parentsOf(step);
    const standings = await Promise.all(ids.map((id) => this.standing(id)));
    const next = await gate(context, step, new Map(ids.map((id, n) => [id, standings[n] ?? 'failed'])));
    switch (next.kind) {
      case 'wait':
        return 'waiting';
      case 'block':
        return 'blocked';
      case 'skip':
        context.signal.throwIfAborted();
        await context.journal.ended(step, 0, { skippedBecause: next.reason });
        return 'skipped';
      case 'fail':
        return this.#end(step.id, await failUnit(context, step, next.error));
      case 'run':
        return this.#end(step.id, await runStep(context, step, next.scope));
    }
  }

  #end(id: string, end: UnitEnd): Standing {
    if (end.succeeded) this.outputs.set(id, end.output);
    else this.errors.set(id, end.error);
    const standing = end.succeeded ? 'succeeded' : 'failed';
    this.standings.set(id, standing);
    return standing;
  }
}

/**
 * Runs a valid plan as dataflow: a step starts as soon as the steps it waits for have ended as its `join` asks,
 * whatever other branches do. When one fails, those that wait for it are skipped and the rest goes on; behind one that
 * waits for a decision nothing is decided yet. Steps and units that the history shows as ended are not run again.
 * @throws what `journal`, `execute`, `admit` or `limits` reject with, once the steps that run have been aborted; the
 * abort reason. Nothing of the run goes on after it has settled: calls, waits and places in limits have been given up.
 */
export const runPlan = async <S extends Step = PlanStep>(options: PlanRunOptions<S>): Promise<PlanRun> => {
  const { plan, execute, journal, history, maxParallel } = options;
  const stop = new LinkedAbort(options.signal);
  const giveUp = (error: unknown): void => {
    stop.abort(error);
  };
  try {
    const flow = new Dataflow(plan.steps, {
      execute,
      journal,
      history,
      maxParallel,
      permits: new Permits(maxParallel, options.limits),
      admit: options.admit,
      identityOf: options.identityOf,
      calls: new IdenticalCalls(),
      signal: stop.signal,
      giveUp,
      random: options.random ?? Math.random,
    });
    await together(
      plan.steps.map(({ id }) => flow.standing(id)),
      giveUp,
    );
    return planRunOf(plan.steps, flow);
  } catch (error) {
    // An error that follows from the stop is not why the run stopped.
    options.signal.throwIfAborted();
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    stop.unlink();
  }
};
