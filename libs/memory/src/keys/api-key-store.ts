import { ConflictError, NotFoundError, newId } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { guarded } from '../database/errors.ts';
import { query } from '../database/query.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import type { ApiKeyGrant, ApiKeyRecord } from './api-key.ts';
import {
  ensureStatement,
  findByHashStatement,
  insertStatement,
  revokeStatement,
} from './api-key-statements.ts';
import { type ApiKeyKind, newApiKey } from './key-text.ts';

/** The API keys, as hashes. */
export class ApiKeyStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /** Makes a key. Its text is returned this once and stored nowhere. */
  async create(
    tenantId: string,
    grant: ApiKeyGrant & { readonly kind: ApiKeyKind },
  ): Promise<{ key: string; record: ApiKeyRecord }> {
    const key = newApiKey(grant.kind);
    const [record] = await query<ApiKeyRecord>(this.#source, insertStatement(tenantId, newId(), key, grant));
    if (record === undefined) throw new ConflictError('The key could not be stored; try again.');
    return { key, record };
  }

  /**
   * The key with this hash, or null when there is none or it has been revoked or has expired. The one lookup without
   * a tenant: the key tells which tenant asks.
   */
  async findByHash(hash: string): Promise<ApiKeyRecord | null> {
    const [record] = await query<ApiKeyRecord>(this.#source, findByHashStatement(hash));
    return record ?? null;
  }

  /** All keys of the tenant, newest first, those that no longer work included. */
  async list(tenantId: string): Promise<ApiKeyRecord[]> {
    const keys = await guarded(() =>
      this.#source
        .getRepository(ApiKeyEntity)
        .find({ where: { tenantId }, order: { createdAt: 'DESC', id: 'DESC' } }),
    );
    return keys.map(({ hash: _hash, ...record }) => record);
  }

  /**
   * Stops a key from working from now on. Revoking it again keeps the first time.
   * @throws NotFoundError when the tenant has no key by this id.
   */
  async revoke(tenantId: string, id: string): Promise<ApiKeyRecord> {
    const [record] = await query<ApiKeyRecord>(this.#source, revokeStatement(tenantId, id));
    if (record === undefined) throw new NotFoundError(`There is no key ${id}.`);
    return record;
  }

  /**
   * Makes sure that a key with exactly this text works and allows what `grant` says; for the local stack, whose keys
   * are in a file.
   * @throws ConflictError when another tenant has the key.
   */
  async ensure(tenantId: string, key: string, grant: ApiKeyGrant): Promise<ApiKeyRecord> {
    const [record] = await query<ApiKeyRecord>(this.#source, ensureStatement(tenantId, newId(), key, grant));
    if (record === undefined) throw new ConflictError('The key belongs to another tenant.');
    return record;
  }
}
