import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents know which model has made the vectors of their passages. Until now that was always the same. */
export class DocumentEmbeddings1795514400000 implements MigrationInterface {
  readonly name = 'DocumentEmbeddings1795514400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents ADD COLUMN embedding_model text NOT NULL DEFAULT 'octollm-hash-v1';
      CREATE INDEX documents_by_embedding ON documents (embedding_model) WHERE chunks > 0 AND status <> 'queued'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX documents_by_embedding;
      ALTER TABLE documents DROP COLUMN embedding_model`);
  }
}
