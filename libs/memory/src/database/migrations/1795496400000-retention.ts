import type { MigrationInterface, QueryRunner } from 'typeorm';

const journals = ['task_events', 'audit_entries'] as const;

/**
 * Which tasks were moved to cold storage, and the one way to delete their history: a transaction that says that it is
 * retention's, and for a task that has ended and is noted as archived. Whatever else is refused as before.
 */
export class Retention1795496400000 implements MigrationInterface {
  readonly name = 'Retention1795496400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE task_archives (
        tenant_id text NOT NULL,
        name text NOT NULL,
        tasks integer NOT NULL,
        bytes bigint NOT NULL,
        sha256 text NOT NULL,
        archived_at timestamptz(3) NOT NULL,
        CONSTRAINT task_archives_pkey PRIMARY KEY (tenant_id, name)
      );
      CREATE TABLE archived_tasks (
        tenant_id text NOT NULL,
        task_id uuid NOT NULL,
        archive text NOT NULL,
        restored_at timestamptz(3),
        CONSTRAINT archived_tasks_pkey PRIMARY KEY (tenant_id, task_id),
        CONSTRAINT archived_tasks_archive_fkey FOREIGN KEY (tenant_id, archive)
          REFERENCES task_archives (tenant_id, name)
      );
      CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('octollm.retention', true) IS DISTINCT FROM 'on' THEN
          RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_LEVEL = 'STATEMENT' THEN
          RETURN NULL;
        END IF;
        IF NOT EXISTS (
          SELECT 1 FROM archived_tasks a JOIN tasks t ON t.tenant_id = a.tenant_id AND t.id = a.task_id
           WHERE a.tenant_id = OLD.tenant_id AND a.task_id = OLD.task_id AND a.restored_at IS NULL
             AND t.finished_at IS NOT NULL
        ) THEN
          RAISE EXCEPTION 'task % is not archived, and rows of % are only ever added', OLD.task_id, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
      END $$`);
    for (const table of journals)
      await runner.query(`
        DROP TRIGGER ${table}_append_only ON ${table};
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR TRUNCATE ON ${table}
          EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER ${table}_deletion BEFORE DELETE ON ${table}
          EXECUTE FUNCTION refuse_deletion();
        CREATE TRIGGER ${table}_deletion_of_row BEFORE DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_deletion()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of journals)
      await runner.query(`
        DROP TRIGGER ${table}_deletion_of_row ON ${table};
        DROP TRIGGER ${table}_deletion ON ${table};
        DROP TRIGGER ${table}_append_only ON ${table};
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      DROP FUNCTION refuse_deletion();
      DROP TABLE archived_tasks, task_archives`);
  }
}
