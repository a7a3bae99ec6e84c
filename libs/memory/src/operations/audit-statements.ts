import type { HealingAct } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { storableJson } from '../database/storable.ts';
import { decisionAct } from '../remediation/statements.ts';

/** Acts that one report lists at most. */
const mostActs = 100;

/** The same id again adds nothing. */
export const recordStatement = (id: string, act: HealingAct): Sql => sql`
  INSERT INTO operations_audit (id, at, actor, action, subject, details)
  VALUES (${id}, ${act.at}, ${act.actor}, ${act.action}, ${act.subject}, ${storableJson(act.details)}::jsonb)
  ON CONFLICT (id) DO NOTHING`;

/** Acts that are older, those on the keys of tenants too. Only for a transaction that is retention's. */
export const expiredActsStatement = (before: Date, limit: number): Sql => sql`
  DELETE FROM operations_audit WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM operations_audit WHERE at < ${before}::timestamptz
     ORDER BY at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  )) RETURNING 1`;

/** An act as it is read. */
export type HealingActRow = Omit<HealingAct, 'at'> & { readonly at: Date };

/**
 * What replicas mended in the last minutes, newest first. What was done to the keys of tenants is not of it, nor what
 * was merely decided on.
 */
export const healingStatement = (minutes: number): Sql => sql`
  SELECT at, actor, action, subject, details FROM operations_audit
   WHERE at >= now() - make_interval(mins => ${minutes}::int) AND tenant_id IS NULL
     AND action <> ${decisionAct}
   ORDER BY at DESC, id DESC LIMIT ${mostActs}::int`;
