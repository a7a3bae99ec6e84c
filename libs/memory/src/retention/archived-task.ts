import { type AuditEntry, AuditTrail } from '@octollm/contracts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { verifyAuditTrail } from '../audit/hash-chain.ts';
import { sha256 } from '../audit/sha256.ts';

/** A row as PostgreSQL writes it as JSON: columns by their names. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a task by their tables, in the order in which they can be stored again. */
export const tablesOfTask = [
  'tasks',
  'task_plans',
  'task_steps',
  'step_attempts',
  'task_events',
  'audit_entries',
  'approvals',
] as const;
export type TableOfTask = (typeof tablesOfTask)[number];

/** The version of the lines; it grows when an older reader would read a line wrongly. */
export const format = 1;

/** One line of an archive: a task with everything that hangs on it. */
export interface ArchivedTask {
  readonly format: typeof format;
  readonly tenant_id: string;
  readonly task_id: string;
  readonly rows: Readonly<Record<TableOfTask, readonly Row[]>>;
}

/** An archive is not what was written, or is not one at all. Nothing of it was stored. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every row says whose it is; one that belongs elsewhere would be written there. */
const belongs = (row: Row, table: TableOfTask, { tenant_id, task_id }: Row): boolean =>
  row['tenant_id'] === tenant_id && row[table === 'tasks' ? 'id' : 'task_id'] === task_id;

const hasRows = (line: Row): line is Row & ArchivedTask => {
  const rows = line['rows'];
  return (
    isRow(rows) &&
    Object.keys(rows).length === tablesOfTask.length &&
    tablesOfTask.every((table) => {
      const ofTable = rows[table];
      return Array.isArray(ofTable) && ofTable.every((row) => isRow(row) && belongs(row, table, line));
    }) &&
    (rows['tasks'] as readonly Row[]).length === 1
  );
};

/** @throws ArchiveError when the text is not a line of an archive */
export function parseLine(text: string): ArchivedTask {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    throw new ArchiveError('A line of the archive is not JSON.', { cause: error });
  }
  if (!isRow(line)) throw new ArchiveError('A line of the archive is not an object.');
  if (line['format'] !== format)
    throw new ArchiveError(`A line of the archive has another format than ${format}.`);
  if (!hasRows(line)) throw new ArchiveError('A line of the archive is not one whole task.');
  return line;
}

const toEntries = ({ task_id, rows }: ArchivedTask): AuditEntry[] => {
  const items = rows.audit_entries.map(({ tenant_id: _tenant, at, ...entry }) => ({
    ...entry,
    task_id,
    at: new Date(String(at)).toISOString(),
  }));
  const trail = AuditTrail.safeParse({ items });
  return trail.success ? trail.data.items : [];
};

/**
 * What is wrong with a task's history, as its audit chain shows it; null when it is whole: the chain verifies and ends
 * where the task says, every event has its entry, and the request is the one that was made.
 */
export function damageOf(archived: ArchivedTask): string | null {
  const { rows } = archived;
  const [task] = rows.tasks;
  const entries = toEntries(archived);
  if (entries.length === 0 || entries.length !== rows.audit_entries.length) return 'has no audit chain';
  if (!verifyAuditTrail(entries)) return 'has an audit chain that does not verify';
  if (entries.at(-1)?.hash !== task?.['last_hash'] || entries.length !== task?.['last_sequence'])
    return 'has an audit chain that does not end where the task does';
  const isOfEntry = ({ sequence, type }: Row, index: number): boolean =>
    sequence === entries[index]?.sequence && type === entries[index]?.action;
  if (rows.task_events.length !== entries.length || !rows.task_events.every(isOfEntry))
    return 'has events that the audit chain does not know';
  if (entries[0]?.data['request_sha256'] !== sha256(canonicalJson(task?.['request'])))
    return 'has another request than the audit chain says';
  return null;
}
