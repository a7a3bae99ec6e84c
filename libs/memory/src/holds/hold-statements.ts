import { newId } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import type { HoldActor, HoldKind, HoldOrder } from './hold.ts';

const columns = sql`subject, since, until, reason, held_by AS "by"`;

/** What is written into the audit when a hold begins or is prolonged, and when it is lifted. */
const actions: Readonly<Record<HoldKind, { readonly set: string; readonly lift: string }>> = {
  arm: { set: 'breaker.open', lift: 'breaker.close' },
  tenant: { set: 'tenant.pause', lift: 'tenant.resume' },
};

/** Changes a hold, and writes that down with it or not at all. It is the tenant's that is held, else the operator's. */
const audited = (action: string, kind: HoldKind, actor: HoldActor, change: Sql): Sql => sql`
  WITH changed AS (${change} RETURNING ${columns}),
  entry AS (
    INSERT INTO operations_audit (id, at, actor, action, subject, details, tenant_id)
    SELECT ${newId()}::uuid, now(), ${actor.name}::text, ${action}::text, subject,
           jsonb_build_object('reason', reason, 'until', until),
           ${kind === 'tenant' ? sql`subject` : sql`${actor.tenantId}::text`}
      FROM changed
  )
  SELECT * FROM changed`;

/** A hold that goes on keeps its beginning. */
export const setStatement = (kind: HoldKind, subject: string, order: HoldOrder, actor: HoldActor): Sql =>
  audited(
    actions[kind].set,
    kind,
    actor,
    sql`
    INSERT INTO holds AS h (kind, subject, since, until, reason, held_by)
    VALUES (${kind}, ${storableText(subject)}, now(), now() + make_interval(secs => ${order.seconds}::int),
            ${storableText(order.reason)}, ${actor.name})
    ON CONFLICT (kind, subject) DO UPDATE
      SET since = CASE WHEN h.until > now() THEN h.since ELSE excluded.since END, until = excluded.until,
          reason = excluded.reason, held_by = excluded.held_by`,
  );

/** Gives no row when there is nothing to lift. */
export const liftStatement = (kind: HoldKind, subject: string, actor: HoldActor): Sql =>
  audited(
    actions[kind].lift,
    kind,
    actor,
    sql`DELETE FROM holds WHERE kind = ${kind} AND subject = ${storableText(subject)} AND until > now()`,
  );

export const listStatement = (kind: HoldKind): Sql =>
  sql`SELECT ${columns} FROM holds WHERE kind = ${kind} AND until > now() ORDER BY subject`;
