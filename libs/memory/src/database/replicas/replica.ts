import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { guarded } from '../errors.ts';
import { run } from '../query.ts';
import type { Sql } from '../sql.ts';
import { type PositionRow, positionOf, replayedStatement, type WalPosition } from './position.ts';

/** A read waits so long, at first, for a standby that has not replayed enough, and each further time twice as long. */
const firstWaitMs = 2;
/** After so many waits, which are 30 ms together, it goes to the primary. */
const mostWaits = 4;
/** So long nobody waits again for a standby that is behind. */
const behindRestMs = 1_000;
/** So long nobody asks again one that failed. */
const failedRestMs = 1_000;

/**
 * Where reads may go that the primary need not answer: one standby, or a service in front of several. It is not
 * needed for anything, so none of its failures leave this class.
 */
export class Replica {
  readonly #options: DataSourceOptions;
  readonly #onOpen: (source: DataSource) => void;
  /** How far the server behind a connection has replayed at least. It only ever goes on. */
  readonly #replayed = new WeakMap<Client, WalPosition>();
  #source: Promise<DataSource> | undefined;
  #restsUntil = 0;

  /** @param onOpen hears of the connections that it opens */
  constructor(options: DataSourceOptions, onOpen: (source: DataSource) => void = () => undefined) {
    this.#options = options;
    this.#onOpen = onOpen;
  }

  /** Whether it is worth asking now. */
  get isAwake(): boolean {
    return performance.now() >= this.#restsUntil;
  }

  /** The rows of a statement, read after everything before `position`; undefined when that cannot be had here. */
  async query<Row>(statement: Sql, position: WalPosition): Promise<Row[] | undefined> {
    try {
      const source = await this.#open();
      const runner = source.createQueryRunner();
      try {
        // On one connection, because several standbys may be behind one URL.
        if (await this.#reaches(runner, position)) return await run<Row>(runner, statement);
      } finally {
        await runner.release();
      }
      this.#rest(behindRestMs);
    } catch {
      // Down, or the standby has cancelled the read to go on replaying. The primary is asked, and its error counts.
      this.#rest(failedRestMs);
    }
    return undefined;
  }

  async close(): Promise<void> {
    const source = await this.#source?.catch(() => undefined);
    await source?.destroy();
  }

  #open(): Promise<DataSource> {
    this.#source ??= guarded(() => this.#connect()).catch((error: unknown) => {
      // A standby that is down when it is first asked may come up later.
      this.#source = undefined;
      throw error;
    });
    return this.#source;
  }

  async #connect(): Promise<DataSource> {
    const source = await new DataSource(this.#options).initialize();
    this.#onOpen(source);
    return source;
  }

  async #reaches(runner: QueryRunner, position: WalPosition): Promise<boolean> {
    const client: Client = await runner.connect();
    for (let wait = 0; ; wait += 1) {
      const known = this.#replayed.get(client);
      if (known !== undefined && known >= position) return true;
      const replayed = positionOf(await run<PositionRow>(runner, replayedStatement));
      if (replayed !== undefined) this.#replayed.set(client, replayed);
      if (replayed !== undefined && replayed >= position) return true;
      if (replayed === undefined || wait === mostWaits) return false;
      await sleep(firstWaitMs * 2 ** wait);
    }
  }

  #rest(milliseconds: number): void {
    this.#restsUntil = performance.now() + milliseconds;
  }
}
