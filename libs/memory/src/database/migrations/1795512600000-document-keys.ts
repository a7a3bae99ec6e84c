import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rekeyDocuments } from './rekey-documents.ts';

/**
 * The indexes over documents and passages that ingestion needs, and the keys of the documents that were there before it.
 * Two passages may swap their places while a document changes, so that their places are no longer unique at every moment.
 *
 * Without a transaction, because only so an index is built while others read and write. What was begun is begun anew
 * when the migration runs again after it broke off.
 */
export class DocumentKeys1795512600000 implements MigrationInterface {
  readonly name = 'DocumentKeys1795512600000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'ALTER TABLE documents DROP CONSTRAINT IF EXISTS documents_source_key',
      'DROP INDEX CONCURRENTLY IF EXISTS documents_source_key',
      'CREATE UNIQUE INDEX CONCURRENTLY documents_source_key ON documents (tenant_id, source_key)',
      'ALTER TABLE documents ADD CONSTRAINT documents_source_key UNIQUE USING INDEX documents_source_key',
      'DROP INDEX CONCURRENTLY IF EXISTS documents_by_upload',
      `CREATE INDEX CONCURRENTLY documents_by_upload ON documents (tenant_id, upload_id)
        WHERE upload_id IS NOT NULL`,
      'DROP INDEX CONCURRENTLY IF EXISTS chunks_by_place',
      'CREATE INDEX CONCURRENTLY chunks_by_place ON chunks (tenant_id, document_id, ordinal)',
      'DROP INDEX CONCURRENTLY IF EXISTS chunks_by_document',
      'ALTER INDEX chunks_by_place RENAME TO chunks_by_document',
    ])
      await runner.query(statement);
    await rekeyDocuments(runner);
  }

  /** The keys stay: code from before finds none of these documents by its own and stores them once more. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX chunks_by_document;
      CREATE UNIQUE INDEX chunks_by_document ON chunks (tenant_id, document_id, ordinal);
      DROP INDEX documents_by_upload;
      ALTER TABLE documents DROP CONSTRAINT documents_source_key`);
  }
}
