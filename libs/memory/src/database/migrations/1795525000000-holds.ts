import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators have stopped: calls of arms and requests of tenants. */
export class Holds1795525000000 implements MigrationInterface {
  readonly name = 'Holds1795525000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE holds (
        kind text NOT NULL,
        subject text NOT NULL,
        since timestamptz(3) NOT NULL,
        until timestamptz(3) NOT NULL,
        reason text NOT NULL,
        held_by text NOT NULL,
        CONSTRAINT holds_pkey PRIMARY KEY (kind, subject)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holds');
  }
}
