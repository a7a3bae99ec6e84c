import { ConflictError, InternalError, NotFoundError, newId, parseRequest } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf, readsOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { Reads } from '../database/replicas/reads.ts';
import { encodeCursor } from '../tasks/cursor.ts';
import type { Entity } from './entity-row.ts';
import { NewEntity } from './new-entity.ts';
import type { EntityQuery, EntitySearch } from './statements/entities.ts';
import * as statements from './statements/entities.ts';

/** An entity that a search has found. */
export interface EntityMatch {
  readonly entity: Entity;
  /** Higher is better; comparable only within one search. */
  readonly score: number;
}

/** Some of a tenant's entities, newest first. */
export interface EntityPage {
  readonly items: readonly Entity[];
  /** Null at the end. */
  readonly nextCursor: string | null;
}

/** Things that the arms know of, such as tools, libraries and weaknesses, by type and name. */
export class EntityStore {
  readonly #source: DataSource;
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
    this.#reads = readsOf(database);
  }

  /**
   * Adds an entity, or gives the one of its type and name these properties instead of those it has.
   * @param version - which one is to be replaced, 0 for one that is not there yet; left out: whichever there is
   * @throws ConflictError when there is another version.
   * @throws InvalidRequestError when a name or the properties are too long.
   */
  async upsert(tenantId: string, entity: NewEntity, version?: number): Promise<Entity> {
    const [row] = await query<Entity>(
      this.#source,
      statementFor(tenantId, parseRequest(NewEntity, entity, 'entity'), version),
    );
    if (row !== undefined) return row;
    if (version === undefined) throw new InternalError('The entity could not be stored.');
    throw new ConflictError(
      `The ${entity.type} is not at version ${version}: read it again and repeat the change on what it is now.`,
    );
  }

  /** @throws NotFoundError when the tenant has no entity by this id. */
  async get(tenantId: string, id: string): Promise<Entity> {
    const [row] = await query<Entity>(this.#source, statements.byIdsStatement(tenantId, [id]));
    if (row === undefined) throw new NotFoundError(`There is no entity ${id}.`);
    return row;
  }

  /** The entity of a type with exactly this name, or null. */
  async findByName(tenantId: string, type: string, name: string): Promise<Entity | null> {
    const [row] = await query<Entity>(this.#source, statements.byNameStatement(tenantId, type, name));
    return row ?? null;
  }

  /** The entities with these ids, in their order; those that are gone are missing. */
  async byIds(tenantId: string, ids: readonly string[]): Promise<Entity[]> {
    const rows = await this.#reads.query<Entity>(statements.byIdsStatement(tenantId, ids));
    const entities = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => entities.get(id.toLowerCase()) ?? []);
  }

  /**
   * A page of the tenant's entities.
   * @throws InvalidRequestError that points at /cursor when the cursor is not one of this list.
   */
  async list(tenantId: string, page: EntityQuery): Promise<EntityPage> {
    const rows = await this.#reads.query<Entity>(statements.listStatement(tenantId, page));
    const items = rows.slice(0, page.limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(last) : null };
  }

  /** The entities that hold the words, best first. A text without a word finds nothing. */
  async search(tenantId: string, search: EntitySearch): Promise<EntityMatch[]> {
    const rows = await this.#reads.query<Entity & { score: number }>(
      statements.searchStatement(tenantId, search),
    );
    return rows.map(({ score, ...entity }) => ({ entity, score }));
  }

  /** Deletes an entity with its relations; false when the tenant has none by this id. */
  async delete(tenantId: string, id: string): Promise<boolean> {
    return (await query(this.#source, statements.deleteStatement(tenantId, id))).length > 0;
  }
}

const statementFor = (tenantId: string, entity: NewEntity, version: number | undefined) => {
  if (version === undefined) return statements.upsertStatement(tenantId, newId(), entity);
  if (version === 0) return statements.insertStatement(tenantId, newId(), entity);
  return statements.updateStatement(tenantId, entity, version);
};
