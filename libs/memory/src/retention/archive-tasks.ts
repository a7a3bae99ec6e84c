import type { DataSource } from 'typeorm';
import { query, run, transaction } from '../database/query.ts';
import { digest, packLines, unpackLines } from './archive-file.ts';
import { newArchiveName } from './archive-name.ts';
import { ArchiveError, damageOf, parseLine } from './archived-task.ts';
import type { ColdStorage } from './cold-storage/cold-storage.ts';
import * as statements from './statements.ts';

/** A task that stays where it is, because its history is not what was written. */
export interface HeldBackTask {
  readonly tenantId: string;
  readonly taskId: string;
  /** As a sentence goes on after the task's name. */
  readonly because: string;
}

/** What became of a batch. */
export interface ArchivedBatch {
  /** How many of the tasks it was made of, from the first on: the others did not fit. */
  readonly taken: number;
  /** The file; null when nothing was written. */
  readonly archive: string | null;
  /** How many tasks are in the file and no longer in the tables. */
  readonly moved: number;
  readonly heldBack: readonly HeldBackTask[];
}

/**
 * Moves tasks of one tenant into one file: writes it, reads it back, and only then deletes them, in one transaction
 * with the note of where they are. A crash before leaves a file more, and the tasks where they were.
 * @param mostBytes of JSON; the task that reaches it is the last of the file, and the others are left for the next
 * @throws ColdStorageError when the file cannot be written or read.
 * @throws ArchiveError when what is read back is not what was written.
 */
export async function archiveTasks(
  source: DataSource,
  storage: ColdStorage,
  tenantId: string,
  ids: readonly string[],
  mostBytes: number,
): Promise<ArchivedBatch> {
  const { lines, taken } = await readLines(source, tenantId, ids, mostBytes);
  const checked = lines.map((line) => {
    const archived = parseLine(line);
    return { line, taskId: archived.task_id, damage: damageOf(archived) };
  });
  const whole = checked.filter(({ damage }) => damage === null);
  const heldBack = checked.flatMap(({ taskId, damage }) =>
    damage === null ? [] : [{ tenantId, taskId, because: damage }],
  );
  if (whole.length === 0) return { taken, archive: null, moved: 0, heldBack };
  const facts = await store(
    storage,
    newArchiveName(tenantId, new Date()),
    whole.map(({ line }) => line),
  );
  const moved = await remove(
    source,
    tenantId,
    whole.map(({ taskId }) => taskId),
    facts,
  );
  return { taken, archive: facts.name, moved, heldBack };
}

/** One after the other, for they are held in memory and any one may be large. */
async function readLines(
  source: DataSource,
  tenantId: string,
  ids: readonly string[],
  mostBytes: number,
): Promise<{ readonly lines: readonly string[]; readonly taken: number }> {
  const lines: string[] = [];
  let taken = 0;
  let bytes = 0;
  for (const id of ids) {
    const rows = await query<{ line: string }>(source, statements.linesStatement(tenantId, [id]));
    taken++;
    for (const { line } of rows) {
      // Line feeds in the JSON stand between its tokens, for those in texts are escaped.
      lines.push(line.replaceAll(/[\r\n]/g, ' '));
      bytes += Buffer.byteLength(line);
    }
    if (bytes >= mostBytes) break;
  }
  return { lines, taken };
}

async function store(
  storage: ColdStorage,
  name: string,
  lines: readonly string[],
): Promise<statements.ArchiveFacts> {
  const bytes = await packLines(lines);
  const sha256 = digest(bytes);
  await storage.put(name, bytes);
  const read = await storage.get(name);
  if (digest(read) !== sha256 || (await unpackLines(read)).length !== lines.length)
    throw new ArchiveError(`The file ${name} is not what was written; its tasks were not deleted.`);
  return { name, tasks: lines.length, bytes: bytes.length, sha256 };
}

/** A task that got a child in the meantime stays, and is in the file all the same. */
const remove = (
  source: DataSource,
  tenantId: string,
  ids: readonly string[],
  facts: statements.ArchiveFacts,
): Promise<number> =>
  transaction(source, async (runner) => {
    await run(runner, statements.lockStatement(tenantId, ids));
    const rows = await run<{ id: string }>(runner, statements.deletableStatement(tenantId, ids));
    const gone = rows.map(({ id }) => id);
    await run(runner, statements.allowDeletion);
    await run(runner, statements.noteArchiveStatement(tenantId, facts));
    await run(runner, statements.noteTasksStatement(tenantId, facts.name, gone, false));
    for (const statement of statements.deleteStatements(tenantId, gone)) await run(runner, statement);
    return gone.length;
  });
