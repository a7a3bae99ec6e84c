import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Calls of models that callers make through the gateway, and the part of a tenant's month that each replica of the
 * gateway may spend on them by itself.
 */
export class ModelCalls1795503600000 implements MigrationInterface {
  readonly name = 'ModelCalls1795503600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model_calls (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        key_id text NOT NULL,
        endpoint text NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        prompt_tokens integer NOT NULL,
        completion_tokens integer NOT NULL,
        cost_nano_usd bigint NOT NULL,
        month text NOT NULL,
        lease_id uuid,
        finished_at timestamptz(3) NOT NULL,
        CONSTRAINT model_calls_pkey PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX model_calls_by_end ON model_calls (tenant_id, finished_at);
      CREATE INDEX model_calls_recent ON model_calls (finished_at);
      CREATE TABLE budget_leases (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        month text NOT NULL,
        nano_usd bigint NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT budget_leases_pkey PRIMARY KEY (tenant_id, id)
      ) WITH (fillfactor = 50);
      CREATE INDEX budget_leases_by_end ON budget_leases (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_leases, model_calls');
  }
}
