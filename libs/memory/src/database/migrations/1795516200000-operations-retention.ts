import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done to the platform may be deleted by a transaction that says that it is retention's, and by no other. */
export class OperationsRetention1795516200000 implements MigrationInterface {
  readonly name = 'OperationsRetention1795516200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER operations_audit_append_only ON operations_audit;
      CREATE TRIGGER operations_audit_append_only BEFORE UPDATE OR TRUNCATE ON operations_audit
        EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER operations_audit_deletion BEFORE DELETE ON operations_audit
        EXECUTE FUNCTION refuse_deletion()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER operations_audit_deletion ON operations_audit;
      DROP TRIGGER operations_audit_append_only ON operations_audit;
      CREATE TRIGGER operations_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operations_audit
        EXECUTE FUNCTION refuse_change()`);
  }
}
