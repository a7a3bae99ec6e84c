import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts and reservations of budgets, and the tier of each tenant. The accounts of a tenant's month are written by
 * every call that may cost money, so their pages leave room for the next version of a row.
 */
export class Budgets1795485600000 implements MigrationInterface {
  readonly name = 'Budgets1795485600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE budget_accounts (
        tenant_id text NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        cap_nano_usd bigint,
        cap_tokens bigint,
        cap_calls bigint,
        reserved_nano_usd bigint NOT NULL DEFAULT 0,
        reserved_tokens bigint NOT NULL DEFAULT 0,
        reserved_calls bigint NOT NULL DEFAULT 0,
        spent_nano_usd bigint NOT NULL DEFAULT 0,
        spent_tokens bigint NOT NULL DEFAULT 0,
        spent_calls bigint NOT NULL DEFAULT 0,
        updated_at timestamptz(3) NOT NULL,
        CONSTRAINT budget_accounts_pkey PRIMARY KEY (tenant_id, kind, key)
      ) WITH (fillfactor = 50);
      CREATE TABLE budget_reservations (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        task_id uuid NOT NULL,
        session_id text,
        month text NOT NULL,
        nano_usd bigint NOT NULL,
        tokens bigint NOT NULL,
        calls bigint NOT NULL,
        reserved_at timestamptz(3) NOT NULL,
        CONSTRAINT budget_reservations_pkey PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX budget_reservations_by_task ON budget_reservations (tenant_id, task_id);
      CREATE TABLE tenant_tiers (
        tenant_id text NOT NULL,
        tier text NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        CONSTRAINT tenant_tiers_pkey PRIMARY KEY (tenant_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tenant_tiers, budget_reservations, budget_accounts');
  }
}
