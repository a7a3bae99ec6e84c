import { type ArmCapability, ConflictError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { listStatement, mostForeignArms, saveStatement } from './arm-statements.ts';

/** A foreign arm as it is stored. */
export interface StoredArm {
  readonly capability: ArmCapability;
  /** From 1; grows when the capability changes. */
  readonly revision: number;
}

/**
 * The arms that were registered over the API. They belong to the platform and not to a tenant: an arm works for all
 * tenants, and whoever may register arms may change any of them. That is why no method takes a tenant.
 */
export class ArmStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Stores an arm, or changes the one with the same id.
   * @param registeredBy the tenant whose key was used, kept for the record
   * @throws ConflictError when it would be one more than the 100 that there may be
   */
  async save(capability: ArmCapability, registeredBy: string): Promise<StoredArm> {
    const [stored] = await query<StoredArm>(this.#source, saveStatement(capability, registeredBy));
    if (stored === undefined)
      throw new ConflictError(
        `There are ${mostForeignArms} foreign arms, and no more can be registered. Change one of them instead.`,
      );
    return stored;
  }

  /** All of them, by their ids. */
  async list(): Promise<StoredArm[]> {
    return query<StoredArm>(this.#source, listStatement);
  }
}
