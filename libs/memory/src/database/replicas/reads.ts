import { InternalError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { BatchedQuery } from '../batched-query.ts';
import { query } from '../query.ts';
import type { Sql } from '../sql.ts';
import { type PositionRow, positionOf, primaryPositionStatement, type WalPosition } from './position.ts';
import type { Replica } from './replica.ts';

/**
 * Reads that need not go to the primary. They still see everything that was committed before they were asked for, by
 * whatever process: the primary says how far its log has got, and only a standby that has replayed so much is read.
 * Without such a one the primary answers. So no caller has to carry with it what it wrote last.
 */
export class Reads {
  readonly #primary: DataSource;
  readonly #replicas: readonly Replica[];
  readonly #positions: BatchedQuery<null, WalPosition>;
  #turn = 0;

  constructor(primary: DataSource, replicas: readonly Replica[]) {
    this.#primary = primary;
    this.#replicas = replicas;
    this.#positions = new BatchedQuery(async (asked) => {
      const position = positionOf(await query<PositionRow>(primary, primaryPositionStatement));
      if (position === undefined)
        throw new InternalError('The primary does not say how far its log has got.');
      return asked.map(() => position);
    });
  }

  /** @throws what the primary fails with */
  async query<Row>(statement: Sql): Promise<Row[]> {
    const replica = this.#next();
    if (replica === undefined) return query<Row>(this.#primary, statement);
    const position = await this.#positions.ask(null);
    return (await replica.query<Row>(statement, position)) ?? query<Row>(this.#primary, statement);
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.close()));
  }

  /** Those that are awake take turns. */
  #next(): Replica | undefined {
    const awake = this.#replicas.filter(({ isAwake }) => isAwake);
    this.#turn += 1;
    return awake[this.#turn % awake.length];
  }
}
