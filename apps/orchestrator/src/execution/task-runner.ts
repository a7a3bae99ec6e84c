import { Inject, Injectable } from '@nestjs/common';
import type { ArmError, Plan, TaskError } from '@octollm/contracts';
import { callIdentity, type PlanRun, runPlan, type StepHistory } from '@octollm/engine';
import { ApprovalStore, type ClaimedTask, type StoredStep, type TaskEnd, TaskStore } from '@octollm/memory';
import { Metrics } from '@octollm/service-kit';
import { StepPermits } from '../arms/step-permits.ts';
import type { Learned } from '../memory/task-memory.ts';
import { ApprovalsGate } from './approvals-gate.ts';
import { learnedFrom } from './learned.ts';
import { endOf, resultOf, timedOutEnd } from './outcome.ts';
import { Planning, PlanningError } from './planning.ts';
import { Repair } from './repair.ts';
import { StepExecutors } from './step-executor.ts';
import { TaskJournal, type WorkingStatus } from './task-journal.ts';
import { TaskTimeoutError } from './task-timeout.ts';

/** Steps of one task that run at the same time. */
const maxParallel = 20;

/** Where a task stands when nothing more can be done for it now: at its end, or before decisions of people. */
export type RunOutcome =
  | { readonly kind: 'ended'; readonly end: TaskEnd; readonly learned?: Learned }
  /** The steps that people have to decide about, or `plan`. */
  | { readonly kind: 'waiting'; readonly subjects: readonly string[] };

const toArmError = ({ code, category = 'internal', message, retryable }: TaskError): ArmError => ({
  code,
  category,
  message,
  retryable,
  retry_after: null,
});

const historyOf = (steps: readonly StoredStep[]): ReadonlyMap<string, StepHistory> =>
  new Map(
    steps.map(({ id, status, attempts, output, error }): [string, StepHistory] => {
      const ended = status === 'succeeded' || status === 'failed' || status === 'skipped';
      return [
        id,
        {
          status: ended ? status : 'unfinished',
          attempts,
          output,
          ...(error === null ? {} : { error: toArmError(error) }),
        },
      ];
    }),
  );

/** The steps of a run as those of a former run, for one with more steps. */
const stepsAfter = ({ outputs, failed, skipped }: PlanRun): readonly [string, StepHistory][] => [
  ...[...outputs].map(([id, output]): [string, StepHistory] => [
    id,
    { status: 'succeeded', attempts: 1, output },
  ]),
  ...failed.map(({ stepId, error }): [string, StepHistory] => [
    stepId,
    { status: 'failed', attempts: 1, output: null, error },
  ]),
  ...skipped.map((id): [string, StepHistory] => [id, { status: 'skipped', attempts: 0, output: null }]),
];

/** Carries a claimed task from wherever it stands to where it can get now. */
@Injectable()
export class TaskRunner {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(ApprovalStore) private readonly approvals: ApprovalStore,
    @Inject(Planning) private readonly planning: Planning,
    @Inject(Repair) private readonly repair: Repair,
    @Inject(StepExecutors) private readonly executors: StepExecutors,
    @Inject(StepPermits) private readonly permits: StepPermits,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /**
   * Plans the task unless it has a plan, runs the steps that have not ended and says how the task ends. When its time
   * is over it ends with what has been finished.
   * @param deadline when the calls must be over
   * @throws LeaseLostError when another replica has the task now or it was cancelled; the reason of `signal` unless
   * that is a TaskTimeoutError
   */
  async run(claimed: ClaimedTask, deadline: Date, signal: AbortSignal): Promise<RunOutcome> {
    try {
      const plan = claimed.plan ?? (await this.planning.plan(claimed, deadline, signal));
      return await this.runPlan(claimed, plan, deadline, signal);
    } catch (error) {
      if (error instanceof PlanningError)
        return { kind: 'ended', end: { status: 'failed', error: error.error, result: null } };
      if (error instanceof TaskTimeoutError) return { kind: 'ended', end: timedOutEnd(null) };
      throw error;
    }
  }

  private async runPlan(
    claimed: ClaimedTask,
    plan: Plan,
    deadline: Date,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    const { lease, request } = claimed;
    const gate = await ApprovalsGate.open(this.approvals, lease, request.approval);
    const status = await this.begin(claimed, gate);
    // While steps may still wait for people the task must be able to wait for them: that it cannot from `judging` on.
    const judgesLast = request.approval === 'high_risk';
    const journal = new TaskJournal({ tasks: this.tasks, lease, metrics: this.metrics, status, judgesLast });
    const history = new Map(historyOf(claimed.steps));
    let current = plan;
    try {
      for (;;) {
        const run = await runPlan({
          plan: current,
          history,
          maxParallel,
          signal,
          journal,
          limits: this.permits,
          admit: (step) => gate.admit(step),
          execute: this.executors.for(claimed, current, history, deadline),
          identityOf: (step, input) => callIdentity(`${step.arm}.${step.action}`, input),
        });
        if (run.waiting.length > 0) return { kind: 'waiting', subjects: gate.waitsFor };
        const next = await this.repair.next(claimed, current, run, { deadline, signal });
        if (next === null || !gate.allowsUnasked(next.steps.slice(current.steps.length))) {
          const end = endOf(current, run, journal.fallbacks);
          if (end.status === 'succeeded') journal.judged();
          return { kind: 'ended', end, learned: learnedFrom(current, run, end) };
        }
        journal.repair(next);
        for (const [id, step] of stepsAfter(run)) history.set(id, step);
        current = next;
      }
    } catch (error) {
      if (!(error instanceof TaskTimeoutError)) throw error;
      return {
        kind: 'ended',
        end: timedOutEnd(resultOf(current, journal.soFar(current, history), journal.fallbacks)),
      };
    }
  }

  /** Makes the task run unless it does, and tells what people have decided since it last did. */
  private async begin({ lease, task }: ClaimedTask, { news }: ApprovalsGate): Promise<WorkingStatus> {
    const { status } = task;
    const decided = news.map(({ step_id }) => step_id);
    if (status === 'judging' || status === 'repairing') return status;
    if (status !== 'running') {
      const approvals = news.map(({ step_id, status: decision, decided_by, comment }) => ({
        step_id,
        status: decision,
        decided_by,
        comment,
      }));
      const running = this.tasks.transition(lease, 'running', decided.length === 0 ? {} : { approvals });
      // A decision is taken up when the task runs, and not before: see ApprovalStore.takeUp.
      if (decided.length > 0) await running;
    }
    if (decided.length > 0) await this.approvals.takeUp(lease, decided);
    return 'running';
  }
}
