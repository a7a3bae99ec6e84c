import { v5 } from 'uuid';
import { type Sql, sql } from '../database/sql.ts';
import { storableJson, storableText } from '../database/storable.ts';
import type { DecisionKey, EndedRemediation, NewRemediation } from './remediation.ts';

/** The acts of the audit that are decisions and their ends. */
export const decisionAct = 'remediation_decision';
export const endAct = 'remediation';

/** Rows that one read of the history brings at most; limits allow far fewer actions in two days. */
const mostRows = 10_000;

const endNamespace = 'f1f5b1d2-5a5c-4c0e-9d55-3f7b7f2f4d10';

/** An action ends once, whichever replica writes it down. */
export const endIdOf = (id: string): string => v5(id, endNamespace);

/** Held until the end of the transaction: one replica decides at a time, and sees what the one before decided. */
export const lockStatement: Sql = sql`SELECT pg_advisory_xact_lock(hashtext('remediation'))`;

/** Not the time of the transaction: that one began before the lock was had. */
const clock = sql`date_trunc('milliseconds', clock_timestamp())`;

export const clockStatement: Sql = sql`SELECT ${clock} AS now`;

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly subject: string;
  readonly tenant_id: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

const columns = sql`id, at, actor, subject, tenant_id, details`;

/** The clock stands still for a statement, as a bound that an index is searched by has to. */
const thisMoment = sql`statement_timestamp()`;

/** What was decided to be done, or would have been done, since then, newest first. */
export const recentStatement = (seconds: number): Sql => sql`
  SELECT ${columns} FROM operations_audit
   WHERE at >= ${thisMoment} - make_interval(secs => ${seconds}::int) AND action = ${decisionAct}
     AND details ->> 'decision' IN ('act', 'dry_run')
   ORDER BY at DESC, id DESC LIMIT ${mostRows}::int`;

/** What was decided to be done in the last two days, but not in the last seconds. */
export const begunStatement = (olderThanSeconds: number): Sql => sql`
  SELECT ${columns} FROM operations_audit
   WHERE at >= ${thisMoment} - interval '2 days'
     AND at <= ${thisMoment} - make_interval(secs => ${olderThanSeconds}::int)
     AND action = ${decisionAct} AND details ->> 'decision' = 'act'
   ORDER BY at DESC, id DESC LIMIT ${mostRows}::int`;

/** The newest decisions of all kinds, of the last thirty days: the audit holds far more of other acts. */
export const newestStatement = (limit: number): Sql => sql`
  SELECT ${columns} FROM operations_audit
   WHERE at >= ${thisMoment} - interval '30 days' AND action = ${decisionAct}
   ORDER BY at DESC, id DESC LIMIT ${limit}::int`;

export const byIdsStatement = (ids: readonly string[]): Sql =>
  sql`SELECT ${columns} FROM operations_audit WHERE id = ANY (${ids}::uuid[])`;

/** Adds decisions in their order; one that is there already is left as it is. */
export const decideStatement = (actor: string, at: Date, made: readonly NewRemediation[]): Sql => sql`
  INSERT INTO operations_audit (id, at, actor, action, subject, tenant_id, details)
  SELECT n.id, ${at}::timestamptz, ${actor}, ${decisionAct}, n.subject, n.tenant_id, n.details FROM unnest(
    ${made.map(({ id }) => id)}::uuid[], ${made.map(({ target }) => storableText(target))}::text[],
    ${made.map(({ tenantId }) => tenantId ?? null)}::text[],
    ${made.map(({ action, decision, reason, details }) => storableJson({ ...details, action, decision, reason }))}::jsonb[]
  ) n (id, subject, tenant_id, details)
  ON CONFLICT (id) DO NOTHING`;

/** Gives a row when it is the first end of that action. */
export const endStatement = (
  { id, action, target, tenantId }: DecisionKey,
  actor: string,
  ended: EndedRemediation,
): Sql => sql`
  INSERT INTO operations_audit (id, at, actor, action, subject, tenant_id, details)
  VALUES (${endIdOf(id)}, ${clock}, ${actor}, ${endAct}, ${storableText(target)}, ${tenantId ?? null},
          ${storableJson({ action, ...ended, decision_id: id })}::jsonb)
  ON CONFLICT (id) DO NOTHING RETURNING id`;
