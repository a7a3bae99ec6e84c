import {
  type AuditEntry,
  canTransition,
  NotFoundError,
  noUsage,
  stepOfUnit,
  type TaskEventType,
  type TaskStatus,
} from '@octollm/contracts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { entryHash } from '../../audit/hash-chain.ts';
import { sha256 } from '../../audit/sha256.ts';
import { cleaned } from '../../database/storable.ts';
import { type Lease, TransitionError } from '../lease.ts';
import { toUsageColumns } from '../usage.ts';
import { jsonText } from './change-rows.ts';
import type { HeldChange } from './held-change.ts';
import { attemptKey, type HeldState, type HeldStep } from './held-state.ts';
import type { RowGatherer } from './row-gatherer.ts';
import { endingOf } from './step-ending.ts';

type Change<Kind extends HeldChange['kind']> = HeldChange & { readonly kind: Kind };

/** Where a change is written: the task as its holder knows it, and the rows that its changes come to. */
interface Target {
  readonly lease: Lease;
  readonly state: HeldState;
  readonly rows: RowGatherer;
  /** When the change is made. */
  readonly at: number;
}

interface Recorded {
  readonly type: TaskEventType;
  readonly stepId?: string;
  readonly data: Record<string, unknown>;
  readonly auditData: Record<string, unknown>;
}

/** Numbers a change, chains it to the one before and gives it an event and an audit entry. */
const record = ({ lease, state, rows, at }: Target, { type, stepId, data, auditData }: Recorded): void => {
  const time = new Date(at).toISOString();
  const sequence = state.sequence + 1;
  const entry: Omit<AuditEntry, 'hash'> = {
    sequence,
    task_id: lease.taskId,
    action: type,
    actor: lease.owner,
    at: time,
    trace_id: state.traceId,
    data: auditData,
    previous_hash: state.hash,
  };
  const hash = entryHash({ ...entry, hash: '' });
  rows.event(
    { sequence, type, status: state.status, step_id: stepId ?? null, at: time, data: cleaned(data) },
    {
      sequence,
      action: type,
      actor: lease.owner,
      at: time,
      trace_id: state.traceId,
      data: canonicalJson(auditData),
      previous_hash: state.hash,
      hash,
    },
  );
  state.sequence = sequence;
  state.hash = hash;
  state.at = at;
};

const setStep = ({ state, rows }: Target, id: string, step: HeldStep): void => {
  state.steps.set(id, step);
  rows.step(id, step);
};

/** @throws TransitionError */
const goTo = ({ lease, state, rows, at }: Target, to: TaskStatus): void => {
  if (!canTransition(state.status, to)) throw new TransitionError(lease.taskId, state.status, to);
  state.status = to;
  rows.started(at);
};

const transition = (target: Target, { to, data }: Change<'transition'>): void => {
  goTo(target, to);
  record(target, { type: `task.${to}`, data, auditData: data });
};

/** Steps that an earlier plan has begun keep what became of them; those that have not are dropped. */
const savePlan = (target: Target, { plan, data }: Change<'plan'>): void => {
  const { state, rows, at } = target;
  rows.plan(JSON.stringify(plan), at);
  const ids = plan.steps.map(({ id }) => id);
  for (const [id, step] of state.steps)
    if (step.attempts === 0 && !ids.includes(id)) {
      state.steps.delete(id);
      rows.dropStep(id);
    }
  plan.steps.forEach(({ id, arm, action }, index) => {
    const begun = state.steps.get(id);
    setStep(target, id, { ...(begun ?? newStep), ordinal: index + 1, arm, action });
  });
  const auditData = {
    ...data,
    plan_id: plan.id,
    plan_sha256: sha256(canonicalJson(plan)),
    steps: ids,
  };
  record(target, { type: 'plan.created', data: { ...data, plan }, auditData });
};

const newStep: HeldStep = {
  ordinal: 0,
  arm: '',
  action: '',
  status: 'pending',
  attempts: 0,
  confidence: null,
  error: null,
  startedAt: null,
  attemptStartedAt: null,
  finishedAt: null,
};

/** The step, or a new unit of it. @throws NotFoundError when the plan has neither */
const stepOf = ({ lease, state }: Target, id: string): HeldStep => {
  const known = state.steps.get(id);
  if (known !== undefined) return known;
  const whole = state.steps.get(stepOfUnit(id));
  if (whole === undefined) throw new NotFoundError(`The plan of task ${lease.taskId} has no step ${id}.`);
  const { ordinal, arm, action } = whole;
  return { ...newStep, ordinal, arm, action };
};

const startStep = (target: Target, { stepId, attempt }: Change<'step-start'>): void => {
  const step = stepOf(target, stepId);
  const { arm, action } = step;
  setStep(target, stepId, {
    ...step,
    status: 'running',
    attempts: Math.max(step.attempts, attempt),
    attemptStartedAt: target.at,
    startedAt: step.startedAt ?? target.at,
    finishedAt: null,
  });
  record(target, {
    type: 'step.started',
    stepId,
    data: { attempt, arm, action },
    auditData: { step_id: stepId, attempt },
  });
};

/** An attempt ends once: the same end again changes nothing. */
const endStep = (target: Target, { stepId, attempt, outcome, output }: Change<'step-end'>): void => {
  const { state, rows, at } = target;
  const step = stepOf(target, stepId);
  const key = attemptKey(stepId, attempt);
  if (state.endedAttempts.has(key)) return;
  state.endedAttempts.add(key);
  const ending = endingOf(outcome);
  const usage = toUsageColumns('usage' in outcome ? outcome.usage : noUsage);
  const provenance = 'provenance' in outcome ? outcome.provenance : null;
  const ended: HeldStep = {
    ...step,
    ...ending.step,
    finishedAt: ending.final ? at : step.finishedAt,
  };
  state.steps.set(stepId, ended);
  rows.step(stepId, ended, {
    usage,
    output,
    provenance: jsonText(provenance),
  });
  rows.attempt(
    {
      step_id: stepId,
      attempt,
      status: outcome.status,
      provenance: jsonText(provenance),
      error: 'error' in outcome ? jsonText(outcome.error) : null,
      started_at: step.attemptStartedAt === null ? null : new Date(step.attemptStartedAt).toISOString(),
      finished_at: new Date(at).toISOString(),
    },
    usage,
  );
  const { arm, action } = step;
  const duration =
    step.attemptStartedAt === null ? {} : { duration_ms: Math.max(at - step.attemptStartedAt, 0) };
  record(target, {
    type: ending.type,
    stepId,
    data: { attempt, ...ending.data, arm, action, ...duration },
    auditData: {
      step_id: stepId,
      attempt,
      ...ending.data,
      ...(provenance === null ? {} : { provenance }),
    },
  });
};

/** Ends the task; steps that have not ended end with it. */
const endTask = (target: Target, { end }: Change<'end'>): void => {
  const { lease, state, rows, at } = target;
  if (!canTransition(state.status, end.status))
    throw new TransitionError(lease.taskId, state.status, end.status);
  state.status = end.status;
  for (const [id, step] of state.steps)
    if (step.status === 'pending' || step.status === 'running')
      setStep(target, id, { ...step, status: 'cancelled', finishedAt: at });
  const error = 'error' in end ? end.error : null;
  const { result } = end;
  const summary = {
    ...(error === null ? {} : { error }),
    ...(result === null
      ? {}
      : {
          answerable: result.answerable,
          confidence: result.confidence,
          degraded: result.degraded,
          degraded_reasons: result.degraded_reasons,
        }),
  };
  rows.end(at, result, error);
  state.ended = true;
  record(target, {
    type: `task.${end.status}`,
    data: summary,
    auditData: { ...summary, ...(result === null ? {} : { result_sha256: sha256(canonicalJson(result)) }) },
  });
};

/**
 * Writes a change into the rows and moves the state on. When it throws, neither is of use any more.
 * @throws TransitionError when the status cannot follow the one the task has
 * @throws NotFoundError when the plan has no such step
 */
export const applyChange = (target: Target, change: HeldChange): void => {
  switch (change.kind) {
    case 'transition':
      return transition(target, change);
    case 'plan':
      return savePlan(target, change);
    case 'step-start':
      return startStep(target, change);
    case 'step-end':
      return endStep(target, change);
    case 'end':
      return endTask(target, change);
  }
};
