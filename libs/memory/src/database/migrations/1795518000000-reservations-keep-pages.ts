import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reservations come and go within a second. A table that shrinks to nothing in a quiet minute makes the planner read it
 * from end to end, and that plan is used on when thousands come; so it keeps the pages that it had.
 */
export class ReservationsKeepPages1795518000000 implements MigrationInterface {
  readonly name = 'ReservationsKeepPages1795518000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE budget_reservations SET (vacuum_truncate = false)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE budget_reservations RESET (vacuum_truncate)');
  }
}
