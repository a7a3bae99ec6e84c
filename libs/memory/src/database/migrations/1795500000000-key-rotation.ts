import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys get a kind, so that a new secret says what the old one did, a secret before the present one, which works on for
 * a grace, the time of their last use and names that are unique in a tenant. Changes that take rights away are announced, whoever makes them. The audit of operations takes
 * in what is done to the keys of a tenant.
 */
export class KeyRotation1795500000000 implements MigrationInterface {
  readonly name = 'KeyRotation1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys
        ADD COLUMN kind text NOT NULL DEFAULT 'live',
        ADD COLUMN previous_hash text,
        ADD COLUMN previous_until timestamptz(3),
        ADD COLUMN last_used_at timestamptz(3);
      ALTER TABLE api_keys ALTER COLUMN kind DROP DEFAULT;
      UPDATE api_keys SET kind = 'admin' WHERE 'admin' = ANY (scopes);
      UPDATE api_keys k SET name = name || ' ' || id
       WHERE revoked_at IS NULL AND EXISTS (
         SELECT 1 FROM api_keys o
          WHERE o.tenant_id = k.tenant_id AND o.name = k.name AND o.revoked_at IS NULL AND o.id > k.id
       );
      CREATE UNIQUE INDEX api_keys_name_key ON api_keys (tenant_id, name) WHERE revoked_at IS NULL;
      CREATE UNIQUE INDEX api_keys_previous_hash_key ON api_keys (previous_hash);
      ALTER TABLE operations_audit ADD COLUMN tenant_id text;
      CREATE FUNCTION announce_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('octollm_key_changes', OLD.id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER api_keys_announced
        AFTER UPDATE OF tenant_id, id, hash, previous_hash, previous_until, scopes, tier, expires_at, revoked_at OR DELETE
        ON api_keys FOR EACH ROW EXECUTE FUNCTION announce_key_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER api_keys_announced ON api_keys;
      DROP FUNCTION announce_key_change();
      ALTER TABLE operations_audit DROP COLUMN tenant_id;
      DROP INDEX api_keys_name_key;
      ALTER TABLE api_keys
        DROP COLUMN kind,
        DROP COLUMN previous_hash,
        DROP COLUMN previous_until,
        DROP COLUMN last_used_at`);
  }
}
