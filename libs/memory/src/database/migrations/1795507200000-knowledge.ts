import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the arms know: things and how they are related; and what the arms did. The words of an entity are kept by a
 * trigger and not by a generated column: of those TypeORM wants to keep the expressions in a table of its own. What not
 * every reader of an entity may see is not among them: who finds a thing by a word knows that it is there. The indexes
 * over words and properties begin with the tenant, so that a search reads no postings of others.
 */
export class Knowledge1795507200000 implements MigrationInterface {
  readonly name = 'Knowledge1795507200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entities (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        entity_type text NOT NULL,
        name text NOT NULL,
        properties jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        words tsvector NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        CONSTRAINT entities_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT entities_name_key UNIQUE (tenant_id, entity_type, name)
      );
      CREATE INDEX entities_by_time ON entities (tenant_id, created_at, id);
      CREATE INDEX entities_by_type ON entities (tenant_id, entity_type, created_at, id);
      CREATE INDEX entities_by_words ON entities USING gin ((ARRAY[tenant_id]), words);
      CREATE INDEX entities_by_properties ON entities USING gin ((ARRAY[tenant_id]), properties jsonb_path_ops);
      CREATE FUNCTION set_entity_words() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        name text := NEW.name || ' ' || regexp_replace(NEW.name, '[^[:alnum:]]+', ' ', 'g');
      BEGIN
        NEW.words := setweight(to_tsvector('simple', name) || to_tsvector('english', name), 'A')
                     || jsonb_to_tsvector('english', NEW.properties - '{authentication,cost_usd,exploit}'::text[],
                                          '["string", "numeric"]');
        RETURN NEW;
      END $$;
      CREATE TRIGGER entities_words BEFORE INSERT OR UPDATE ON entities
        FOR EACH ROW EXECUTE FUNCTION set_entity_words();

      CREATE TABLE relations (
        tenant_id text NOT NULL,
        from_id uuid NOT NULL,
        relation_type text NOT NULL,
        to_id uuid NOT NULL,
        properties jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        CONSTRAINT relations_pkey PRIMARY KEY (tenant_id, from_id, relation_type, to_id),
        CONSTRAINT relations_from_fkey FOREIGN KEY (tenant_id, from_id)
          REFERENCES entities (tenant_id, id) ON DELETE CASCADE,
        CONSTRAINT relations_to_fkey FOREIGN KEY (tenant_id, to_id)
          REFERENCES entities (tenant_id, id) ON DELETE CASCADE
      );
      CREATE INDEX relations_by_target ON relations (tenant_id, to_id, relation_type, from_id);

      CREATE TABLE action_log (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        arm text NOT NULL,
        action text NOT NULL,
        task_id uuid,
        step_id text,
        summary text NOT NULL,
        outcome text NOT NULL,
        provenance_sha256 text,
        at timestamptz(3) NOT NULL,
        CONSTRAINT action_log_pkey PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX action_log_by_time ON action_log (tenant_id, at, id);
      CREATE INDEX action_log_by_arm ON action_log (tenant_id, arm, at, id);
      CREATE INDEX action_log_by_task ON action_log (tenant_id, task_id, at, id) WHERE task_id IS NOT NULL;
      CREATE INDEX action_log_recent ON action_log (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE action_log, relations, entities;
      DROP FUNCTION set_entity_words()`);
  }
}
