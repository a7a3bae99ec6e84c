import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query, run, transaction } from '../database/query.ts';
import type { Sql } from '../database/sql.ts';
import type {
  DecisionKey,
  EndedRemediation,
  HistoryQuestion,
  NewRemediation,
  Remediation,
  RemediationHistory,
} from './remediation.ts';
import { toRemediations } from './remediation-row.ts';
import {
  type AuditRow,
  begunStatement,
  byIdsStatement,
  clockStatement,
  decideStatement,
  endIdOf,
  endStatement,
  lockStatement,
  newestStatement,
  recentStatement,
} from './statements.ts';

type Rows = (statement: Sql) => Promise<readonly AuditRow[]>;

const withEnds = async (rows: Rows, decisions: readonly AuditRow[]): Promise<readonly Remediation[]> => {
  const ends =
    decisions.length === 0 ? [] : await rows(byIdsStatement(decisions.map(({ id }) => endIdOf(id))));
  return toRemediations(decisions, ends);
};

/**
 * What is decided and done about alerts, as rows of the audit of operations, which are only ever added. It belongs to
 * the platform, so no method takes a tenant.
 */
export class RemediationLedger {
  readonly #source: DataSource;
  readonly #actor: string;

  /** @param actor the replica that decides */
  constructor(database: Database, actor: string) {
    this.#source = dataSourceOf(database);
    this.#actor = actor;
  }

  /**
   * Reads the history, has it decided upon and writes the decisions down, in one transaction; all replicas together do
   * one at a time, so limits that `decide` keeps hold over all of them.
   * @param decide computes and does nothing else: a lock is held meanwhile
   * @returns what was decided, in the order of `decide`
   * @throws UnavailableError when the database does not answer; nothing is written down then
   */
  async decide<Made extends NewRemediation>(
    { seconds, ids }: HistoryQuestion,
    decide: (history: RemediationHistory) => readonly Made[],
  ): Promise<readonly Made[]> {
    return transaction(this.#source, async (runner) => {
      const rows: Rows = (statement) => run<AuditRow>(runner, statement);
      await run(runner, lockStatement);
      const [clock] = await run<{ now: Date }>(runner, clockStatement);
      const now = clock?.now ?? new Date();
      const recent = await withEnds(rows, await rows(recentStatement(seconds)));
      const known = ids.length === 0 ? [] : await withEnds(rows, await rows(byIdsStatement(ids)));
      const made = decide({ now, recent, known: new Map(known.map((one) => [one.id, one])) });
      if (made.length > 0) await run(runner, decideStatement(this.#actor, now, made));
      return made;
    });
  }

  /**
   * Writes down how an action ended; the first end stands.
   * @returns whether this was the first
   * @throws UnavailableError when the database does not answer
   */
  async end(decision: DecisionKey, ended: EndedRemediation): Promise<boolean> {
    return (await query(this.#source, endStatement(decision, this.#actor, ended))).length > 0;
  }

  /** What was to be done in the last two days, longer ago than so many seconds, and has not ended. */
  async unended(olderThanSeconds: number): Promise<readonly Remediation[]> {
    const rows: Rows = (statement) => query<AuditRow>(this.#source, statement);
    const begun = await withEnds(rows, await rows(begunStatement(olderThanSeconds)));
    return begun.filter(({ ended }) => ended === null);
  }

  /** The newest decisions of the last thirty days, newest first. */
  async newest(limit: number): Promise<readonly Remediation[]> {
    const rows: Rows = (statement) => query<AuditRow>(this.#source, statement);
    return withEnds(rows, await rows(newestStatement(limit)));
  }
}
