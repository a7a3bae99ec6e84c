import type { ArmError, PlanStep } from '@octollm/contracts';
import { parentsOf } from './graph.ts';
import type { ExecuteStep, Step, StepHistory, StepJournal } from './ports.ts';
import { runStep } from './run-step.ts';
import { Semaphore } from './semaphore.ts';

export interface PlanRunOptions<S extends Step = PlanStep> {
  /** Valid: ids are unique, dependencies exist, and nothing waits in a circle. */
  readonly plan: { readonly steps: readonly S[] };
  readonly execute: ExecuteStep<S>;
  readonly journal: StepJournal<S>;
  /** What former runs of the same plan left behind, by step. */
  readonly history: ReadonlyMap<string, StepHistory>;
  /** Attempts of this plan's steps that run at the same time at most; at least 1. */
  readonly maxParallel: number;
  /** Aborts every running step; the run rejects with its reason. */
  readonly signal: AbortSignal;
  readonly random?: () => number;
}

export interface FailedStep {
  readonly stepId: string;
  readonly error: ArmError;
}

export interface PlanRun {
  /** The outputs of the steps that succeeded. */
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly failed: readonly FailedStep[];
  /** Steps that did not run because one they wait for did not succeed. */
  readonly skipped: readonly string[];
}

const failedEarlier: ArmError = {
  code: 'failed_earlier',
  category: 'internal',
  message: 'The step failed in a former run.',
  retryable: false,
  retry_after: null,
};

/**
 * Runs a valid plan as dataflow: a step starts as soon as the steps it waits for have succeeded, whatever other
 * branches do. When one fails, those that wait for it are skipped and the rest goes on. Steps that the history
 * shows as ended are not run again.
 * @throws what `journal` or `execute` reject with, once the steps that run have been aborted; the abort reason
 */
export const runPlan = async <S extends Step = PlanStep>(options: PlanRunOptions<S>): Promise<PlanRun> => {
  const { plan, journal, history } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const permits = new Semaphore(options.maxParallel);
  const outputs = new Map<string, unknown>();
  const failed: FailedStep[] = [];
  const skipped: string[] = [];
  const ends = new Map<string, Promise<boolean>>();

  const recall = (step: S, past: StepHistory | undefined): boolean | undefined => {
    if (past?.status === 'succeeded') outputs.set(step.id, past.output);
    else if (past?.status === 'failed') failed.push({ stepId: step.id, error: failedEarlier });
    else if (past?.status === 'skipped') skipped.push(step.id);
    else return undefined;
    return past.status === 'succeeded';
  };

  const work = async (step: S): Promise<boolean> => {
    const past = history.get(step.id);
    const recalled = recall(step, past);
    if (recalled !== undefined) return recalled;
    const parents = parentsOf(step);
    const succeeded = await Promise.all(parents.map((id) => end(id)));
    const broken = parents.find((_, index) => succeeded[index] === false);
    if (broken !== undefined) {
      skipped.push(step.id);
      await journal.ended(step, 0, { skippedBecause: `Step ${broken} did not succeed.` });
      return false;
    }
    const result = await runStep({
      step,
      outputs,
      attempts: past?.attempts ?? 0,
      execute: options.execute,
      permits,
      journal,
      signal,
      random: options.random ?? Math.random,
    });
    if (result.succeeded) outputs.set(step.id, result.output);
    else failed.push({ stepId: step.id, error: result.error });
    return result.succeeded;
  };

  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const end = (id: string): Promise<boolean> => {
    const known = ends.get(id);
    if (known !== undefined) return known;
    const step = byId.get(id);
    const promise = step === undefined ? Promise.resolve(false) : work(step);
    ends.set(id, promise);
    return promise;
  };

  const all = plan.steps.map((step) => end(step.id));
  try {
    await Promise.all(all);
  } catch (error) {
    stop.abort(error);
    // Wait for the aborted steps, so that nothing of this run goes on after it has been given up.
    await Promise.allSettled(all);
    options.signal.throwIfAborted();
    throw error;
  }
  return { outputs, failed, skipped };
};
