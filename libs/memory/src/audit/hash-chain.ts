import type { AuditEntry } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { isoTime } from '../database/time.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './sha256.ts';

/** What the first entry of a chain has in place of a previous hash. */
export const genesisHash = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the canonical JSON of everything else in it, the previous hash included. */
export const entryHash = ({ hash: _hash, ...entry }: AuditEntry): string => sha256(canonicalJson(entry));

/**
 * Whether a task's entries are what was written: all there from the first on, in order, and none changed. It cannot
 * tell that the last ones are missing: compare the last hash with one noted elsewhere for that.
 */
export function verifyAuditTrail(entries: readonly AuditEntry[]): boolean {
  let previous = genesisHash;
  return entries.every((entry, index) => {
    const intact =
      entry.sequence === index + 1 && entry.previous_hash === previous && entry.hash === entryHash(entry);
    previous = entry.hash;
    return intact;
  });
}

/** What an entry says. */
export interface AuditContent {
  readonly action: string;
  readonly actor: string;
  readonly data: unknown;
}

/** Columns of an entry that only the database knows when it is written, and what it hashes around them. */
export interface AuditColumns {
  readonly beforeTime: Sql;
  readonly beforePreviousHash: Sql;
  readonly at: Sql;
  readonly previousHash: Sql;
  readonly sequence: Sql;
  readonly taskId: Sql;
  readonly traceId: Sql;
}

/** The canonical JSON of an entry up to its time, and from there up to its previous hash. */
export const hashedTexts = ({
  action,
  actor,
  data,
}: AuditContent): Readonly<Record<'beforeTime' | 'beforePreviousHash', string>> => ({
  beforeTime: `{"action":${JSON.stringify(action)},"actor":${JSON.stringify(actor)},"at":"`,
  beforePreviousHash: `","data":${canonicalJson(data)},"previous_hash":"`,
});

/**
 * `entryHash` as SQL, so that a change and its audit entry are one statement. It spells out the canonical JSON: the
 * members stand in the order of their names, and those from the database hold nothing that JSON escapes.
 */
export const entryHashSql = (columns: AuditColumns): Sql => sql`encode(sha256(convert_to(
    ${columns.beforeTime} || ${isoTime(columns.at)} || ${columns.beforePreviousHash} || ${columns.previousHash}
    || '","sequence":' || ${columns.sequence} || ',"task_id":"' || ${columns.taskId}
    || '","trace_id":"' || ${columns.traceId} || '"}', 'UTF8')), 'hex')`;
