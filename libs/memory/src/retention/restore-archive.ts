import type { DataSource, QueryRunner } from 'typeorm';
import { canonicalJson } from '../audit/canonical-json.ts';
import { guarded, StatementError } from '../database/errors.ts';
import { query, run, transaction } from '../database/query.ts';
import { digest, unpackLines } from './archive-file.ts';
import {
  type ArchivedTask,
  ArchiveError,
  damageOf,
  parseLine,
  type Row,
  type TableOfTask,
  tablesOfTask,
} from './archived-task.ts';
import * as statements from './statements.ts';

/** What was read back. */
export interface RestoredArchive {
  readonly tenantId: string;
  readonly restored: number;
  /** Tasks that were in the tables already and were left as they are. */
  readonly present: number;
}

/** Puts the tasks of a file back into the tables, all of them or none; see Retention.restore. */
export async function restoreArchive(
  source: DataSource,
  name: string,
  bytes: Uint8Array,
): Promise<RestoredArchive> {
  const tasks = (await unpackLines(bytes)).map(parseLine);
  const tenantId = tenantOf(tasks);
  const sha256 = digest(bytes);
  const [noted] = await query<{ sha256: string }>(source, statements.archiveStatement(tenantId, name));
  if (noted !== undefined && noted.sha256 !== sha256)
    throw new ArchiveError(`The file ${name} is not the one that was written: its SHA-256 is another.`);
  for (const task of tasks) {
    const damage = damageOf(task);
    if (damage !== null) throw new ArchiveError(`The task ${task.task_id} of ${name} ${damage}.`);
  }
  const facts = { name, tasks: tasks.length, bytes: bytes.length, sha256 };
  return transaction(source, async (runner) => {
    const ids = tasks.map(({ task_id }) => task_id);
    const present = await run<{ id: string }>(runner, statements.presentStatement(tenantId, ids));
    const there = new Set(present.map(({ id }) => id));
    const missing = tasks.filter(({ task_id }) => !there.has(task_id));
    for (const table of tablesOfTask)
      await insertRows(
        runner,
        table,
        missing.flatMap(({ rows }) => rows[table]),
      );
    const restored = missing.map(({ task_id }) => task_id);
    await run(runner, statements.noteArchiveStatement(tenantId, facts));
    await run(runner, statements.noteTasksStatement(tenantId, name, restored, true));
    return { tenantId, restored: restored.length, present: there.size };
  });
}

function tenantOf(tasks: readonly ArchivedTask[]): string {
  const [tenantId, ...others] = new Set(tasks.map(({ tenant_id }) => tenant_id));
  if (tenantId === undefined || others.length > 0)
    throw new ArchiveError('The archive does not hold tasks of one tenant.');
  return tenantId;
}

/** Only columns that the table has: the names come from a file. */
async function insertRows(runner: QueryRunner, table: TableOfTask, rows: readonly Row[]): Promise<void> {
  const { columns } = runner.connection.entityMetadatas.find(({ tableName }) => tableName === table) ?? {
    columns: [],
  };
  const types = new Map(columns.map(({ databaseName, type }) => [databaseName, type]));
  for (const row of rows) {
    const names = Object.keys(row);
    const unknown = names.find((column) => !types.has(column));
    if (unknown !== undefined)
      throw new ArchiveError(`The archive is of another version: ${table} has no column ${unknown}.`);
    const values = names.map((column) => valueOf(table, types.get(column), row[column]));
    await insert(runner, table, names, values, row);
  }
}

/** The audit chain's data were canonical JSON; what else is JSON was written as JSON.stringify does. */
const valueOf = (table: TableOfTask, type: unknown, value: unknown): unknown => {
  if (value === null || (type !== 'json' && type !== 'jsonb')) return value;
  return table === 'audit_entries' ? canonicalJson(value) : JSON.stringify(value);
};

async function insert(
  runner: QueryRunner,
  table: TableOfTask,
  names: readonly string[],
  values: readonly unknown[],
  row: Row,
): Promise<void> {
  const places = names.map((_name, index) => `$${index + 1}`);
  const text = `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places.join(', ')})`;
  try {
    await guarded(() => runner.query(text, [...values]));
  } catch (error) {
    if (error instanceof StatementError && error.constraint === 'tasks_parent_fkey')
      throw new ArchiveError(
        `The task ${String(row['id'])} has the parent ${String(row['parent_task_id'])}, which is not in the tables. Restore its file first.`,
        { cause: error },
      );
    throw error;
  }
}
