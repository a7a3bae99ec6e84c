import { type Approval, ConflictError, NotFoundError, planApproval } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type Lease, LeaseLostError } from '../tasks/lease.ts';
import * as statements from './statements.ts';

/** An approval with what the holder of its task has to know besides. */
export interface StoredApproval extends Approval {
  /** Whether a holder had begun to act on the decision; false while there is none. */
  readonly takenUp: boolean;
}

const toApproval = (row: statements.ApprovalRow): StoredApproval => ({
  task_id: row.task_id,
  step_id: row.step_id,
  status: row.status,
  requested_at: row.requested_at.toISOString(),
  decided_at: row.decided_at?.toISOString() ?? null,
  decided_by: row.decided_by,
  comment: row.comment,
  takenUp: row.taken_up_at !== null,
});

/**
 * What people are asked about tasks, and what they decide. Whoever decides holds no lease: a decision is stored here,
 * and the next holder of the task writes down what follows from it.
 */
export class ApprovalStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Asks for approval of steps, or of the plan as a whole. What was asked for before stays as it stands.
   * @throws LeaseLostError
   */
  async request(lease: Lease, what: readonly string[] | typeof planApproval): Promise<void> {
    const ofPlan = what === planApproval;
    const stepIds = ofPlan ? [planApproval] : what;
    const rows = await query(this.#source, statements.requestStatement(lease, stepIds, ofPlan));
    if (rows.length === 0) throw new LeaseLostError(lease);
  }

  /** Everything that the task has asked for; nothing for a task that the tenant does not have. */
  async of(tenantId: string, taskId: string): Promise<StoredApproval[]> {
    const rows = await query<statements.ApprovalRow>(
      this.#source,
      statements.approvalsStatement(tenantId, taskId),
    );
    return rows.map(toApproval);
  }

  /**
   * Decides about a step that waits, or about the plan as the step `plan`, once: the same decision again changes
   * nothing, not even the comment.
   * @throws NotFoundError when the tenant has no such task, or its plan no such step.
   * @throws ConflictError when the step does not wait for anybody, was decided otherwise, or the task has ended.
   */
  async decide(
    tenantId: string,
    taskId: string,
    stepId: string,
    decision: statements.Decision,
  ): Promise<void> {
    const decided = await query(this.#source, statements.decideStatement(tenantId, taskId, stepId, decision));
    if (decided.length > 0) return;
    const [standing] = await query<statements.StandingRow>(
      this.#source,
      statements.standingStatement(tenantId, taskId, stepId),
    );
    if (standing === undefined) throw new NotFoundError(`There is no task ${taskId}.`);
    if (standing.approval === decision.status) return;
    throw refusal(standing, stepId);
  }

  /**
   * Notes that the holder acts on decisions. It is to have made the task `running` before: from then on the task comes
   * back when its holder is lost, and the decisions need not bring it back any more.
   * @throws LeaseLostError
   */
  async takeUp(lease: Lease, stepIds: readonly string[]): Promise<void> {
    const rows = await query(this.#source, statements.takeUpStatement(lease, stepIds));
    if (rows.length === 0) throw new LeaseLostError(lease);
  }

  /**
   * Tasks of all tenants that nobody holds, with a decision that nobody has taken up `idleMs` after it was made: the
   * wake-up was lost. For the reconciler, which only puts the ids back into the queue.
   */
  unattended(options: { idleMs: number; limit: number }): Promise<{ tenantId: string; taskId: string }[]> {
    return query(this.#source, statements.unattendedStatement(options.idleMs, options.limit));
  }
}

const refusal = (
  { approval, known, task_status }: statements.StandingRow,
  stepId: string,
): ConflictError | NotFoundError => {
  if (approval === 'pending') return new ConflictError(`The task has ended as ${task_status}.`);
  if (approval !== null) return new ConflictError(`Somebody has decided already: ${stepId} was ${approval}.`);
  if (known || stepId === planApproval)
    return new ConflictError(`${stepId} does not wait for an approval. Read the plan to see which steps do.`);
  return new NotFoundError(`The plan of the task has no step ${stepId}.`);
};
