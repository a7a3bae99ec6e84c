import { type PlanStep, planApproval, type TaskRequest } from '@octollm/contracts';
import type { Admission } from '@octollm/engine';
import type { ApprovalStore, Lease, StoredApproval } from '@octollm/memory';

type ApprovalMode = TaskRequest['approval'];
type Subject = Pick<PlanStep, 'id' | 'risk'>;

/** What has to be approved before a step may run: the step, the plan as a whole, or nothing (null). */
export const approvalFor = (mode: ApprovalMode, step: Subject): string | null => {
  switch (mode) {
    case 'none':
      return null;
    case 'plan':
      return planApproval;
    case 'high_risk':
      return step.risk === 'high' ? step.id : null;
  }
};

const reasonOf = ({ comment }: StoredApproval, ofPlan: boolean): string => {
  const what = ofPlan ? 'The plan was rejected' : 'It was rejected';
  return comment === null ? `${what}.` : `${what}: ${comment}`;
};

/**
 * Lets steps run that need no approval or have it. It knows what had been decided when the task was claimed and asks,
 * once each, for what nobody was asked yet; a decision that is made later is for the next holder.
 */
export class ApprovalsGate {
  readonly #mode: ApprovalMode;
  readonly #known: ReadonlyMap<string, StoredApproval>;
  readonly #ask: (subject: string) => Promise<void>;
  readonly #asked = new Map<string, Promise<void>>();

  /** @param ask - stores that a step, or `plan` for the plan, waits for somebody. */
  constructor(
    mode: ApprovalMode,
    approvals: readonly StoredApproval[],
    ask: (subject: string) => Promise<void>,
  ) {
    this.#mode = mode;
    this.#known = new Map(approvals.map((approval) => [approval.step_id, approval]));
    this.#ask = ask;
  }

  /** The gate of a task that was claimed; nothing is read for a task that needs no approvals. */
  static async open(
    store: Pick<ApprovalStore, 'of' | 'request'>,
    lease: Lease,
    mode: ApprovalMode,
  ): Promise<ApprovalsGate> {
    const approvals = mode === 'none' ? [] : await store.of(lease.tenantId, lease.taskId);
    return new ApprovalsGate(mode, approvals, (subject) =>
      store.request(lease, mode === 'plan' ? planApproval : [subject]),
    );
  }

  /** Decisions that no holder has begun to act on: to be told with the task's next event, and then to be taken up. */
  get news(): readonly StoredApproval[] {
    return [...this.#known.values()].filter(({ status, takenUp }) => status !== 'pending' && !takenUp);
  }

  /**
   * Whether steps that were not in the plan from the start may be added: nobody is asked about another plan than the one
   * they saw, nor about a risky step of it.
   */
  allowsUnasked(steps: readonly Subject[]): boolean {
    return steps.every((step) => approvalFor(this.#mode, step) === null);
  }

  /** What nobody has decided about yet, of all that was asked for. */
  get waitsFor(): readonly string[] {
    const pending = [...this.#known.values()].filter(({ status }) => status === 'pending');
    return [...new Set([...pending.map(({ step_id }) => step_id), ...this.#asked.keys()])];
  }

  /**
   * Whether a step may run. When it waits, somebody has been asked by the time the answer is there.
   * @throws LeaseLostError
   */
  async admit(step: Subject): Promise<Admission> {
    const subject = approvalFor(this.#mode, step);
    if (subject === null) return { kind: 'run' };
    const approval = this.#known.get(subject);
    if (approval?.status === 'approved') return { kind: 'run' };
    if (approval?.status === 'rejected')
      return { kind: 'reject', reason: reasonOf(approval, this.#mode === 'plan') };
    if (approval === undefined) await this.#askOnce(subject);
    return { kind: 'wait' };
  }

  #askOnce(subject: string): Promise<void> {
    const asked = this.#asked.get(subject) ?? this.#ask(subject);
    this.#asked.set(subject, asked);
    return asked;
  }
}
