import { NotFoundError, parseRequest } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf, readsOf } from '../database/database.ts';
import { StatementError } from '../database/errors.ts';
import { query } from '../database/query.ts';
import type { Reads } from '../database/replicas/reads.ts';
import type { Entity } from './entity-row.ts';
import { NewRelation, type Properties } from './new-entity.ts';
import * as statements from './statements/relations.ts';

/** How far and where to look for neighbours. */
export interface NeighbourQuery {
  /**
   * Hops, from 1 to 4.
   * @default 1
   */
  readonly depth?: number;
  /** @default both ways */
  readonly direction?: 'out' | 'in' | 'both';
  /** @default relations of every type */
  readonly types?: readonly string[] | undefined;
  /**
   * Types of entities: the way leads through no others.
   * @default every type
   */
  readonly entityTypes?: readonly string[] | undefined;
  /**
   * Neighbours at most, from 1 to 500; the near ones come first.
   * @default 50
   */
  readonly limit?: number;
}

/** An entity that others lead to. */
export interface Neighbour {
  readonly entity: Entity;
  /** Hops to it, by the shortest way. */
  readonly depth: number;
  /** The relation by which it was reached. */
  readonly by: NewRelation;
}

interface HopRow extends Entity {
  readonly relationType: string;
  readonly from: string;
  readonly to: string;
  readonly relationProperties: Properties;
}

const deepest = 4;
const mostNeighbours = 500;

const between = (value: number, most: number): number => Math.min(Math.max(value, 1), most);

const toNeighbour = (
  { relationType, from, to, relationProperties, ...entity }: HopRow,
  depth: number,
): Neighbour => ({ entity, depth, by: { from, type: relationType, to, properties: relationProperties } });

/** How entities are related. A relation goes with either of its two. */
export class RelationStore {
  readonly #source: DataSource;
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
    this.#reads = readsOf(database);
  }

  /**
   * Adds a relation, or gives the one that is there these properties.
   * @throws NotFoundError when the tenant does not have both entities.
   * @throws InvalidRequestError when the properties are too long.
   */
  async relate(tenantId: string, relation: NewRelation): Promise<void> {
    try {
      const statement = statements.relateStatement(tenantId, parseRequest(NewRelation, relation, 'relation'));
      await query(this.#source, statement);
    } catch (error) {
      if (!(error instanceof StatementError) || error.code !== foreignKeyViolation) throw error;
      throw new NotFoundError(`There are no entities ${relation.from} and ${relation.to}.`, { cause: error });
    }
  }

  /** Removes a relation; false when the tenant has no such one. */
  async unrelate(tenantId: string, relation: Omit<NewRelation, 'properties'>): Promise<boolean> {
    return (await query(this.#source, statements.unrelateStatement(tenantId, relation))).length > 0;
  }

  /**
   * What is around an entity, hop by hop, each neighbour once; none for an entity that the tenant does not have. Every
   * hop is a statement of its own, so that a graph with many ways costs no more than its neighbours.
   */
  async neighbours(tenantId: string, id: string, options: NeighbourQuery = {}): Promise<Neighbour[]> {
    const { depth = 1, direction = 'both', types, entityTypes, limit = 50 } = options;
    const most = between(limit, mostNeighbours);
    const found: Neighbour[] = [];
    let from: readonly string[] = [id];
    for (let hop = 1; hop <= between(depth, deepest) && from.length > 0 && found.length < most; hop += 1) {
      const seen = [id, ...found.map(({ entity }) => entity.id)];
      const step = { from, seen, direction, types, entityTypes, limit: most - found.length };
      const rows = await this.#reads.query<HopRow>(statements.hopStatement(tenantId, step));
      found.push(...rows.map((row) => toNeighbour(row, hop)));
      from = rows.map((row) => row.id);
    }
    return found;
  }
}

/** SQLSTATE: one of the entities is not there. */
const foreignKeyViolation = '23503';
