import { ConflictError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { Hold, HoldActor, HoldKind, HoldOrder } from './hold.ts';
import * as statements from './hold-statements.ts';

/**
 * What operators have stopped. It belongs to the platform, so no method acts for a tenant. Every change is written into
 * the audit of operations with it.
 */
export class HoldStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Stops something for so long from now, or changes until when and why it is stopped.
   * @throws UnavailableError when the database does not answer
   */
  async set(kind: HoldKind, subject: string, order: HoldOrder, actor: HoldActor): Promise<Hold> {
    const [hold] = await query<Hold>(this.#source, statements.setStatement(kind, subject, order, actor));
    if (hold === undefined) throw new ConflictError(`${subject} could not be held. Try again.`);
    return hold;
  }

  /** Lets something go on at once. What is not held stays as it is, and nothing is written down. */
  async lift(kind: HoldKind, subject: string, actor: HoldActor): Promise<void> {
    await query(this.#source, statements.liftStatement(kind, subject, actor));
  }

  /** What is held at this moment, by subject. */
  async list(kind: HoldKind): Promise<Hold[]> {
    return query<Hold>(this.#source, statements.listStatement(kind));
  }
}
