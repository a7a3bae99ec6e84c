import { sql } from '../sql.ts';

/** A place in the write-ahead log, in bytes from its beginning. */
export type WalPosition = bigint;

/** A row with a place in the log; null when the server has none to tell. It comes as text: a number would lose digits. */
export interface PositionRow {
  readonly position: string | null;
}

/**
 * How far the primary has got: whatever was committed before lies before. With synchronous commits that is what was
 * flushed, and all that a standby can have; without them a commit is answered before, and only the end of what was
 * written so far is surely behind it.
 */
export const primaryPositionStatement = sql`
  SELECT pg_wal_lsn_diff(
           CASE current_setting('synchronous_commit')
             WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END,
           '0/0')::text AS position`;

/** How far a standby has replayed the log; null on a server that never was one. */
export const replayedStatement = sql`
  SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text AS position`;

export const positionOf = (rows: readonly PositionRow[]): WalPosition | undefined => {
  const position = rows[0]?.position;
  return position === undefined || position === null ? undefined : BigInt(position);
};
