import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Arms that were registered over the API. */
export class ForeignArms1795482000000 implements MigrationInterface {
  readonly name = 'ForeignArms1795482000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE foreign_arms (
        arm_id text NOT NULL CONSTRAINT foreign_arms_pkey PRIMARY KEY,
        capability jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        registered_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE foreign_arms');
  }
}
