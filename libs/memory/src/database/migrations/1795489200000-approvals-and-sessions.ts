import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people decide about tasks, and the sessions that tasks belong to. A session that is there already belongs to
 * whoever made its first task.
 */
export class ApprovalsAndSessions1795489200000 implements MigrationInterface {
  readonly name = 'ApprovalsAndSessions1795489200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approvals (
        tenant_id text NOT NULL,
        task_id uuid NOT NULL,
        step_id text NOT NULL,
        of_plan boolean NOT NULL DEFAULT false,
        status text NOT NULL DEFAULT 'pending',
        requested_at timestamptz(3) NOT NULL,
        decided_at timestamptz(3),
        decided_by text,
        comment text,
        taken_up_at timestamptz(3),
        CONSTRAINT approvals_pkey PRIMARY KEY (tenant_id, task_id, step_id),
        CONSTRAINT approvals_task_fkey FOREIGN KEY (tenant_id, task_id)
          REFERENCES tasks (tenant_id, id) ON DELETE CASCADE,
        CONSTRAINT approvals_decided_check CHECK ((decided_at IS NULL) = (status = 'pending'))
      );
      CREATE INDEX approvals_unattended ON approvals (decided_at)
        WHERE decided_at IS NOT NULL AND taken_up_at IS NULL;

      CREATE TABLE sessions (
        tenant_id text NOT NULL,
        id text NOT NULL,
        owner text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3) NOT NULL,
        CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX sessions_by_use ON sessions (last_used_at);
      INSERT INTO sessions
      SELECT DISTINCT ON (t.tenant_id, t.session_id) t.tenant_id, t.session_id, a.actor, t.created_at,
             max(t.created_at) OVER (PARTITION BY t.tenant_id, t.session_id)
        FROM tasks t
        JOIN audit_entries a ON a.tenant_id = t.tenant_id AND a.task_id = t.id AND a.sequence = 1
       WHERE t.session_id IS NOT NULL
       ORDER BY t.tenant_id, t.session_id, t.created_at, t.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions, approvals');
  }
}
