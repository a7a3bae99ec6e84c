import { NotFoundError, type Session, type SessionMessage, type SessionQuery } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { encodeCursor } from '../tasks/cursor.ts';
import { type CheckpointRow, checkpointsStatement } from '../tasks/statements/checkpoints.ts';
import * as statements from './statements.ts';

/** Checkpoints on a page at most. */
const mostCheckpoints = 1_000;

const messagesOf = ({ id, goal, result, created_at, finished_at }: statements.TurnRow): SessionMessage[] => [
  { task_id: id, role: 'user', content: goal, at: created_at.toISOString() },
  ...(result === null
    ? []
    : ([
        {
          task_id: id,
          role: 'assistant',
          content: result.output,
          at: (finished_at ?? created_at).toISOString(),
        },
      ] as const)),
];

/** Sessions: which tasks belong together, and whose they are. */
export class SessionStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Makes the session for its first user, or notes that its owner uses it again.
   * @throws NotFoundError when it is somebody else's.
   */
  async use(tenantId: string, id: string, owner: string): Promise<void> {
    const rows = await query(this.#source, statements.useStatement(tenantId, id, owner));
    if (rows.length === 0) throw unknown(id);
  }

  /**
   * A page of the session: its newest tasks, or those before a cursor.
   * @throws NotFoundError when there is no such session, or it is somebody else's.
   * @throws InvalidRequestError that points at /cursor when the cursor is not one of a session.
   */
  async read(tenantId: string, id: string, owner: string, page: SessionQuery): Promise<Session> {
    const [session] = await query<statements.SessionRow>(
      this.#source,
      statements.findStatement(tenantId, id, owner),
    );
    if (session === undefined) throw unknown(id);
    const rows = await query<statements.TurnRow>(
      this.#source,
      statements.turnsStatement(tenantId, session, page),
    );
    const turns = rows.slice(0, page.limit).toReversed();
    const first = turns[0];
    return {
      id: session.id,
      created_at: session.created_at.toISOString(),
      last_used_at: session.last_used_at.toISOString(),
      messages: turns.flatMap(messagesOf),
      checkpoints: await this.#checkpoints(
        tenantId,
        turns.map((turn) => turn.id),
      ),
      next_cursor:
        rows.length > page.limit && first !== undefined
          ? encodeCursor({ createdAt: first.created_at, id: first.id })
          : null,
    };
  }

  /**
   * Removes sessions of all tenants that nobody has used since `olderThan`, `limit` at most. Their tasks stay, for
   * whoever keeps those; a session made later under the same name does not show them.
   * @returns how many were removed
   */
  async purge(olderThan: Date, limit = 1_000): Promise<number> {
    return (await query(this.#source, statements.purgeStatement(olderThan, limit))).length;
  }

  async #checkpoints(tenantId: string, taskIds: readonly string[]): Promise<Session['checkpoints']> {
    if (taskIds.length === 0) return [];
    const rows = await query<CheckpointRow>(
      this.#source,
      checkpointsStatement(tenantId, taskIds, mostCheckpoints),
    );
    return rows.map(({ at, ...checkpoint }) => ({ ...checkpoint, at: at.toISOString() }));
  }
}

const unknown = (id: string): NotFoundError => new NotFoundError(`There is no session ${id}.`);
