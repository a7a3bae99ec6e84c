import { ConflictError, NotFoundError, newId } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { StatementError } from '../database/errors.ts';
import { query, run, transaction } from '../database/query.ts';
import { decodeCursor, encodeCursor } from '../tasks/cursor.ts';
import type { ApiKeyGrant, ApiKeyPage, ApiKeyRecord, FoundKey, KeyUse } from './api-key.ts';
import * as statements from './api-key-statements.ts';
import { type ApiKeyKind, newApiKey } from './key-text.ts';

/** Who changes keys when nobody says so: somebody who may reach the database. */
const operator = 'operator';

/** A key with the text of its new secret, which is returned this once and stored nowhere. */
export interface KeyWithSecret {
  readonly key: string;
  readonly record: ApiKeyRecord;
}

/** The API keys, as hashes. Every change is written into the audit of operations with it, and announced. */
export class ApiKeyStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Makes a key.
   * @param actor who makes it, for the audit
   * @throws ConflictError when another key of the tenant has the name
   */
  async create(
    tenantId: string,
    grant: ApiKeyGrant & { readonly kind: ApiKeyKind },
    actor = operator,
  ): Promise<KeyWithSecret> {
    const key = newApiKey(grant.kind);
    const statement = statements.insertStatement(tenantId, newId(), key, grant, actor);
    const [record] = await query<ApiKeyRecord>(this.#source, statement).catch((error: unknown) => {
      throw isNameTaken(error)
        ? new ConflictError(`A key is already named ${grant.name}. Choose another name, or revoke that key.`)
        : error;
    });
    if (record === undefined) throw new ConflictError('The key could not be stored; try again.');
    return { key, record };
  }

  /**
   * The keys with these hashes that work, by hash. The one lookup without a tenant: the key tells which tenant asks.
   * The secret before the last rotation finds its key while its grace lasts.
   */
  async findByHashes(hashes: readonly string[]): Promise<ReadonlyMap<string, FoundKey>> {
    const rows = await query<ApiKeyRecord & { foundBy: string; until: Date | null }>(
      this.#source,
      statements.findByHashesStatement(hashes),
    );
    return new Map(rows.map(({ foundBy, until, ...record }) => [foundBy, { record, until }]));
  }

  /** The key with this hash, or null when there is none that works. */
  async findByHash(hash: string): Promise<ApiKeyRecord | null> {
    return (await this.findByHashes([hash])).get(hash)?.record ?? null;
  }

  /** The key with this id. @throws NotFoundError when the tenant has none by it */
  async find(tenantId: string, id: string): Promise<ApiKeyRecord> {
    const [record] = await query<ApiKeyRecord>(this.#source, statements.findStatement(tenantId, id));
    if (record === undefined) throw new NotFoundError(`There is no key ${id}.`);
    return record;
  }

  /**
   * Keys of the tenant, newest first, those that no longer work included.
   * @throws InvalidRequestError that points at /cursor when it is none of this list
   */
  async list(
    tenantId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<ApiKeyPage> {
    const after = cursor === undefined ? null : decodeCursor(cursor).id;
    const rows = await query<ApiKeyRecord>(this.#source, statements.pageStatement(tenantId, after, limit));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last) : null };
  }

  /**
   * Gives a key a new secret. The one before works on for the grace, a still older one stops at once.
   * @param graceSeconds from 0, which stops the secret before at once, to seven days
   * @throws NotFoundError when the tenant has no key by this id, ConflictError when it is revoked or has expired
   */
  async rotate(tenantId: string, id: string, graceSeconds: number, actor = operator): Promise<KeyWithSecret> {
    const { kind, revokedAt } = await this.find(tenantId, id);
    const key = newApiKey(kind);
    const statement = statements.rotateStatement(tenantId, id, key, graceSeconds, actor);
    const [record] = await query<ApiKeyRecord>(this.#source, statement);
    if (record !== undefined) return { key, record };
    throw new ConflictError(
      `The key ${revokedAt === null ? 'has expired' : 'is revoked'}: no secret would work. Make another key.`,
    );
  }

  /**
   * Stops a key from working from now on. Revoking it again keeps the first time.
   * @throws NotFoundError when the tenant has no key by this id.
   */
  async revoke(tenantId: string, id: string, actor = operator): Promise<ApiKeyRecord> {
    const [record] = await query<ApiKeyRecord>(this.#source, statements.revokeStatement(tenantId, id, actor));
    return record ?? this.find(tenantId, id);
  }

  /** Writes down when keys were used last, to the minute. Ids that are unknown are passed over. */
  async touch(uses: readonly KeyUse[]): Promise<void> {
    if (uses.length > 0) await query(this.#source, statements.touchStatement(uses));
  }

  /**
   * Makes sure that a key with exactly this text works and allows what `grant` says; for the local stack, whose keys
   * are in a file. A name that another key has is made unique.
   * @throws ConflictError when another tenant has the key.
   */
  async ensure(tenantId: string, key: string, grant: ApiKeyGrant): Promise<ApiKeyRecord> {
    const record = await transaction(this.#source, async (runner) => {
      await run(runner, statements.lockNamesStatement(tenantId));
      const statement = statements.ensureStatement(tenantId, newId(), key, grant, operator);
      return (await run<ApiKeyRecord>(runner, statement))[0];
    });
    if (record === undefined) throw new ConflictError('The key belongs to another tenant.');
    return record;
  }
}

const isNameTaken = (error: unknown): boolean =>
  error instanceof StatementError && error.constraint === 'api_keys_name_key';
