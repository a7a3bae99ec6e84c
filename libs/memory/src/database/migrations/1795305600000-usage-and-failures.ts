import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes behind the reports on usage, performance and failures. */
export class UsageAndFailures1795305600000 implements MigrationInterface {
  readonly name = 'UsageAndFailures1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX step_attempts_by_end ON step_attempts (tenant_id, finished_at);
      CREATE INDEX step_attempts_recent ON step_attempts (finished_at);
      CREATE INDEX step_attempts_failed ON step_attempts (tenant_id, finished_at)
        WHERE status IN ('failed', 'retrying');
      CREATE INDEX step_attempts_failed_recent ON step_attempts (finished_at)
        WHERE status IN ('failed', 'retrying');
      CREATE INDEX tasks_recent ON tasks (finished_at) WHERE finished_at IS NOT NULL;
      CREATE INDEX tasks_failed ON tasks (tenant_id, finished_at) WHERE status IN ('failed', 'timed_out');
      CREATE INDEX tasks_failed_recent ON tasks (finished_at) WHERE status IN ('failed', 'timed_out')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX tasks_failed_recent, tasks_failed, tasks_recent, step_attempts_failed_recent, step_attempts_failed,
        step_attempts_recent, step_attempts_by_end`);
  }
}
