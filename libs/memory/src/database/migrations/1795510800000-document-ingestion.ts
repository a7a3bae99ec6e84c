import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files wait as bytes until they are read, documents are known by their source, and passages by the page they begin on. */
export class DocumentIngestion1795510800000 implements MigrationInterface {
  readonly name = 'DocumentIngestion1795510800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upload_parts (
        tenant_id text NOT NULL,
        upload_id uuid NOT NULL,
        ordinal integer NOT NULL,
        bytes bytea NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT upload_parts_pkey PRIMARY KEY (tenant_id, upload_id, ordinal)
      );
      ALTER TABLE upload_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
      CREATE INDEX upload_parts_by_age ON upload_parts (created_at);
      ALTER TABLE documents
        ADD COLUMN source_key text,
        ADD COLUMN upload_id uuid,
        ADD COLUMN file_name text,
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN done_chunks integer,
        ADD COLUMN total_chunks integer,
        ADD COLUMN warnings text[] NOT NULL DEFAULT '{}';
      ALTER TABLE chunks ADD COLUMN page integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunks DROP COLUMN page;
      ALTER TABLE documents
        DROP COLUMN source_key, DROP COLUMN upload_id, DROP COLUMN file_name, DROP COLUMN attempts, DROP COLUMN done_chunks,
        DROP COLUMN total_chunks, DROP COLUMN warnings;
      DROP TABLE upload_parts`);
  }
}
