import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how often a task's holder was lost or gave up, so that a task that kills its holders comes to an end. */
export class TaskRecoveries1795392000000 implements MigrationInterface {
  readonly name = 'TaskRecoveries1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks ADD COLUMN recoveries integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tasks DROP COLUMN recoveries');
  }
}
