import { NotFoundError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import * as statements from './statements/uploads.ts';

/**
 * Files in parts, so that nobody holds a long one in memory while it comes in. A file is nothing until a document names
 * it, and gone when that document is indexed, has failed or is deleted.
 */
export class UploadStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /** Stores the next part of a file; `ordinal` counts from 0. */
  async append(tenantId: string, uploadId: string, ordinal: number, bytes: Buffer): Promise<void> {
    await query(this.#source, statements.appendStatement(tenantId, uploadId, ordinal, bytes));
  }

  /**
   * A whole file, in a buffer of its own that can be handed to a thread.
   * @throws NotFoundError when there are no parts of it
   */
  async read(tenantId: string, uploadId: string): Promise<Uint8Array<ArrayBuffer>> {
    const parts = await query<{ ordinal: number; size: number }>(
      this.#source,
      statements.sizesStatement(tenantId, uploadId),
    );
    if (parts.length === 0) throw new NotFoundError('The file is gone. Send it again.');
    const whole = new Uint8Array(parts.reduce((sum, { size }) => sum + size, 0));
    let end = 0;
    for (const { ordinal } of parts) {
      const [part] = await query<{ bytes: Buffer }>(
        this.#source,
        statements.partStatement(tenantId, uploadId, ordinal),
      );
      if (part === undefined) throw new NotFoundError('The file is gone. Send it again.');
      whole.set(part.bytes, end);
      end += part.bytes.length;
    }
    return whole;
  }

  /** Deletes a file, or what there is of it. */
  async discard(tenantId: string, uploadId: string): Promise<void> {
    await query(this.#source, statements.discardStatement(tenantId, uploadId));
  }

  /**
   * Deletes what is older than `olderThanMs` and belongs to no document, for all tenants: files whose sender went away
   * with the process that took them, and versions that a newer one has replaced.
   */
  async sweep({ olderThanMs }: { readonly olderThanMs: number }): Promise<void> {
    await query(this.#source, statements.sweepStatement(olderThanMs));
  }
}
