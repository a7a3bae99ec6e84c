import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What replicas mended by themselves. */
export class OperationsAudit1795492800000 implements MigrationInterface {
  readonly name = 'OperationsAudit1795492800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE operations_audit (
        id uuid NOT NULL CONSTRAINT operations_audit_pkey PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL
      );
      CREATE INDEX operations_audit_by_time ON operations_audit (at);
      CREATE TRIGGER operations_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operations_audit
        EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operations_audit');
  }
}
