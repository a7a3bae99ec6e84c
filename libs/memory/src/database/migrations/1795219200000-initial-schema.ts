import type { MigrationInterface, QueryRunner } from 'typeorm';

const counters = `
  prompt_tokens integer NOT NULL DEFAULT 0,
  completion_tokens integer NOT NULL DEFAULT 0,
  cost_nano_usd bigint NOT NULL DEFAULT 0,
  llm_calls integer NOT NULL DEFAULT 0,
  tool_calls integer NOT NULL DEFAULT 0`;

const apiKeys = `
  CREATE TABLE api_keys (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    scopes text[] NOT NULL,
    tier text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    expires_at timestamptz(3),
    revoked_at timestamptz(3),
    CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT api_keys_hash_key UNIQUE (hash)
  )`;

const tasks = `
  CREATE TABLE tasks (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL,
    priority text NOT NULL,
    goal text NOT NULL,
    session_id text,
    parent_task_id uuid,
    request json NOT NULL,
    metadata json NOT NULL,
    result json,
    error json,${counters},
    traceparent text NOT NULL,
    trace_id text NOT NULL,
    lease_owner text,
    lease_token integer NOT NULL DEFAULT 0,
    available_at timestamptz NOT NULL,
    last_sequence integer NOT NULL,
    last_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    CONSTRAINT tasks_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT tasks_parent_fkey FOREIGN KEY (tenant_id, parent_task_id) REFERENCES tasks (tenant_id, id),
    CONSTRAINT tasks_ended_check CHECK (
      (finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled', 'timed_out'))
    )
  ) WITH (fillfactor = 80);
  CREATE INDEX tasks_by_time ON tasks (tenant_id, created_at, id);
  CREATE INDEX tasks_by_status ON tasks (tenant_id, status, created_at, id);
  CREATE INDEX tasks_by_priority ON tasks (tenant_id, priority, created_at, id);
  CREATE INDEX tasks_by_session ON tasks (tenant_id, session_id, created_at, id) WHERE session_id IS NOT NULL;
  CREATE INDEX tasks_by_parent ON tasks (tenant_id, parent_task_id) WHERE parent_task_id IS NOT NULL;
  CREATE INDEX tasks_available ON tasks (available_at) WHERE finished_at IS NULL;

  CREATE TABLE idempotency_keys (
    tenant_id text NOT NULL,
    key text NOT NULL,
    body_sha256 text NOT NULL,
    task_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, key),
    CONSTRAINT idempotency_keys_task_fkey FOREIGN KEY (tenant_id, task_id)
      REFERENCES tasks (tenant_id, id) ON DELETE CASCADE
  )`;

const plans = `
  CREATE TABLE task_plans (
    tenant_id text NOT NULL,
    task_id uuid NOT NULL,
    plan json NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT task_plans_pkey PRIMARY KEY (tenant_id, task_id),
    CONSTRAINT task_plans_task_fkey FOREIGN KEY (tenant_id, task_id)
      REFERENCES tasks (tenant_id, id) ON DELETE CASCADE
  );

  CREATE TABLE task_steps (
    tenant_id text NOT NULL,
    task_id uuid NOT NULL,
    step_id text NOT NULL,
    ordinal integer NOT NULL,
    arm text NOT NULL,
    action text NOT NULL,
    status text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0,
    output json,
    confidence double precision,${counters},
    provenance json,
    error json,
    started_at timestamptz(3),
    attempt_started_at timestamptz(3),
    finished_at timestamptz(3),
    CONSTRAINT task_steps_pkey PRIMARY KEY (tenant_id, task_id, step_id),
    CONSTRAINT task_steps_plan_fkey FOREIGN KEY (tenant_id, task_id)
      REFERENCES task_plans (tenant_id, task_id) ON DELETE CASCADE
  ) WITH (fillfactor = 70);

  CREATE TABLE step_attempts (
    tenant_id text NOT NULL,
    task_id uuid NOT NULL,
    step_id text NOT NULL,
    attempt integer NOT NULL,
    status text NOT NULL,${counters},
    provenance json,
    error json,
    started_at timestamptz(3),
    finished_at timestamptz(3) NOT NULL,
    CONSTRAINT step_attempts_pkey PRIMARY KEY (tenant_id, task_id, step_id, attempt),
    CONSTRAINT step_attempts_task_fkey FOREIGN KEY (tenant_id, task_id)
      REFERENCES tasks (tenant_id, id) ON DELETE CASCADE
  )`;

const journal = `
  CREATE TABLE task_events (
    tenant_id text NOT NULL,
    task_id uuid NOT NULL,
    sequence integer NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    step_id text,
    at timestamptz(3) NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT task_events_pkey PRIMARY KEY (tenant_id, task_id, sequence),
    CONSTRAINT task_events_task_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
  );

  CREATE TABLE audit_entries (
    tenant_id text NOT NULL,
    task_id uuid NOT NULL,
    sequence integer NOT NULL,
    action text NOT NULL,
    actor text NOT NULL,
    at timestamptz(3) NOT NULL,
    trace_id text NOT NULL,
    data json NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (tenant_id, task_id, sequence),
    CONSTRAINT audit_entries_task_fkey FOREIGN KEY (tenant_id, task_id) REFERENCES tasks (tenant_id, id)
  );

  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER task_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON task_events
    EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    EXECUTE FUNCTION refuse_change()`;

const documents = `
  CREATE TABLE documents (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL,
    media_type text NOT NULL,
    metadata jsonb NOT NULL,
    text text NOT NULL,
    content_sha256 text NOT NULL,
    chunks integer NOT NULL DEFAULT 0,
    error text,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT documents_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT documents_content_key UNIQUE (tenant_id, content_sha256)
  );
  CREATE INDEX documents_queued ON documents (updated_at) WHERE status = 'queued';
  CREATE INDEX documents_by_metadata ON documents USING gin (metadata jsonb_path_ops);

  CREATE TABLE chunks (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    ordinal integer NOT NULL,
    heading text,
    text text NOT NULL,
    length integer NOT NULL,
    CONSTRAINT chunks_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT chunks_document_fkey FOREIGN KEY (tenant_id, document_id)
      REFERENCES documents (tenant_id, id) ON DELETE CASCADE
  );
  CREATE UNIQUE INDEX chunks_by_document ON chunks (tenant_id, document_id, ordinal);

  CREATE TABLE chunk_terms (
    tenant_id text NOT NULL,
    term text NOT NULL,
    chunk_id uuid NOT NULL,
    count integer NOT NULL,
    length integer NOT NULL,
    CONSTRAINT chunk_terms_pkey PRIMARY KEY (tenant_id, term, chunk_id) INCLUDE (count, length)
  );
  CREATE INDEX chunk_terms_by_chunk ON chunk_terms (tenant_id, chunk_id);

  CREATE TABLE corpus_statistics (
    tenant_id text NOT NULL,
    chunks bigint NOT NULL,
    length bigint NOT NULL,
    CONSTRAINT corpus_statistics_pkey PRIMARY KEY (tenant_id)
  )`;

/** All tables of the first release. */
export class InitialSchema1795219200000 implements MigrationInterface {
  readonly name = 'InitialSchema1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [apiKeys, tasks, plans, journal, documents]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE corpus_statistics, chunk_terms, chunks, documents, audit_entries, task_events, step_attempts,
        task_steps, task_plans, idempotency_keys, tasks, api_keys;
      DROP FUNCTION refuse_change()`);
  }
}
