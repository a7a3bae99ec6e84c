import { newId, TaskQuery } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as actions from '../actions/statements.ts';
import * as approvals from '../approvals/statements.ts';
import type { BudgetCaps } from '../budgets/amount.ts';
import { changeStatement } from '../budgets/change-statement.ts';
import * as budgetLeases from '../budgets/lease-statements.ts';
import * as budgets from '../budgets/statements.ts';
import { unfinishedStatement } from '../budgets/unfinished-tasks.ts';
import * as documents from '../documents/statements/documents.ts';
import { byIdsStatement, searchStatement, termStatisticsStatement } from '../documents/statements/search.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import * as keys from '../keys/api-key-statements.ts';
import * as known from '../knowledge/statements/entities.ts';
import * as relations from '../knowledge/statements/relations.ts';
import { activeTaskCountsStatement, activeTasksStatement } from '../operations/active-task-statements.ts';
import { expiredActsStatement, healingStatement } from '../operations/audit-statements.ts';
import { backlogStatement } from '../operations/backlog-statement.ts';
import { failureCountsStatement, failuresStatement } from '../operations/failure-statements.ts';
import { armsStatement, tasksStatement, workStatement } from '../operations/performance-statements.ts';
import { begunStatement, decisionAct, newestStatement, recentStatement } from '../remediation/statements.ts';
import * as sessions from '../sessions/statements.ts';
import { encodeCursor } from '../tasks/cursor.ts';
import { noRows } from '../tasks/held/change-rows.ts';
import { commitStatement } from '../tasks/held/commit-statement.ts';
import { heldStatement } from '../tasks/held/held-statement.ts';
import { checkpointsStatement } from '../tasks/statements/checkpoints.ts';
import { keyStatement } from '../tasks/statements/create.ts';
import { originStatement } from '../tasks/statements/fork.ts';
import { historyStatement } from '../tasks/statements/history.ts';
import * as leases from '../tasks/statements/lease.ts';
import { claimedStatement, eventsStatement, findStatement, listStatement } from '../tasks/statements/read.ts';
import * as statuses from '../tasks/statements/status.ts';
import type { ModelCall } from '../usage/model-call.ts';
import { expiredCallsStatement, recordCallsStatement } from '../usage/record-calls-statement.ts';
import { usageStatement } from '../usage/usage-statement.ts';
import type { Sql } from './sql.ts';

/*
 * Tables are filled with enough rows of enough tenants that the planner prefers an index by itself, so an index that
 * is missing or does not fit shows as a sequential scan.
 */
let databases: TestDatabases;
let admin: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { url } = await databases.open();
  admin = await new DataSource({ type: 'postgres', url }).initialize();
  await admin.query(fill);
  await admin.query('VACUUM ANALYZE');
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const fill = `
  INSERT INTO tasks (tenant_id, id, status, priority, goal, session_id, request, metadata, traceparent, trace_id,
                     lease_owner, available_at, last_sequence, last_hash, created_at, updated_at, finished_at)
  SELECT 'tenant-' || n % 20, gen_random_uuid(),
         CASE WHEN n % 50 = 0 THEN 'running' WHEN n % 13 = 1 THEN 'failed' ELSE 'succeeded' END,
         (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4], 'goal', 'session-' || n % 500, '{}', '{}', '', '',
         CASE WHEN n % 100 = 0 THEN 'a' END, now() - n * interval '1 second', 5, '',
         now() - n * interval '1 second', now(),
         CASE WHEN n % 50 = 0 THEN NULL ELSE now() - n * interval '1 second' END
    FROM generate_series(1, 20000) n;
  INSERT INTO task_plans SELECT tenant_id, id, '{}', now() FROM tasks;
  INSERT INTO task_steps (tenant_id, task_id, step_id, ordinal, arm, action)
  SELECT tenant_id, id, 's' || n, n, 'a', 'a' FROM tasks, generate_series(1, 3) n;
  INSERT INTO step_attempts (tenant_id, task_id, step_id, attempt, status, finished_at)
  SELECT s.tenant_id, task_id, step_id, 1, CASE WHEN t.status = 'failed' THEN 'failed' ELSE 'succeeded' END, created_at
    FROM task_steps s JOIN tasks t ON t.tenant_id = s.tenant_id AND t.id = s.task_id;
  INSERT INTO task_events
  SELECT tenant_id, id, n, 'task.running', 'running', NULL, now(), '{}' FROM tasks, generate_series(1, 5) n;
  INSERT INTO audit_entries
  SELECT tenant_id, id, n, 'a', 'a', now(), '', '{}', '', '' FROM tasks, generate_series(1, 5) n;
  INSERT INTO approvals (tenant_id, task_id, step_id, status, requested_at, decided_at, taken_up_at)
  SELECT tenant_id, id, 's1', CASE WHEN status = 'running' THEN 'pending' ELSE 'approved' END, created_at,
         CASE WHEN status <> 'running' THEN now() END, CASE WHEN status = 'succeeded' THEN now() END
    FROM tasks;
  INSERT INTO sessions
  SELECT 'tenant-' || n % 20, 'session-' || n, 'jo', now() - n * interval '1 minute', now() - n * interval '1 minute'
    FROM generate_series(1, 20000) n;
  INSERT INTO operations_audit
  SELECT gen_random_uuid(), now() - n * interval '10 minutes', 'a',
         CASE WHEN n % 1000 = 0 THEN '${decisionAct}' ELSE 'a' END, 'a', '{}'
    FROM generate_series(1, 20000) n;
  INSERT INTO budget_accounts (tenant_id, kind, key, updated_at) SELECT tenant_id, 'task', id::text, now() FROM tasks;
  INSERT INTO budget_accounts (tenant_id, kind, key, updated_at)
  SELECT 'tenant-' || n % 20, 'session', 'session-' || n, now() FROM generate_series(1, 20000) n;
  INSERT INTO budget_reservations (tenant_id, id, task_id, month, nano_usd, tokens, calls, reserved_at)
  SELECT tenant_id, gen_random_uuid(), id, '2026-11', 1, 1, 1, now() FROM tasks;
  INSERT INTO model_calls
  SELECT 'tenant-' || n % 200, gen_random_uuid(), 'k', 'e', 'openai', 'm', 1, 1, 1, '2026-11', NULL,
         now() - n * interval '1 second'
    FROM generate_series(1, 60000) n;
  INSERT INTO budget_leases
  SELECT 'tenant-' || n % 20, gen_random_uuid(), '2026-11', 1, now() + (n - 10) * interval '1 second'
    FROM generate_series(1, 20000) n;
  INSERT INTO idempotency_keys SELECT tenant_id, id::text, '', id, now() FROM tasks;
  INSERT INTO api_keys (tenant_id, id, name, kind, hash, previous_hash, scopes, tier)
  SELECT 'tenant-' || n % 20, gen_random_uuid(), 'n' || n, 'live', md5(n::text), md5('p' || n), '{}', 'free' FROM generate_series(1, 20000) n;
  INSERT INTO documents (tenant_id, id, status, media_type, metadata, text, content_sha256, created_at, updated_at)
  SELECT 'tenant-' || n % 20, gen_random_uuid(), CASE WHEN n % 100 = 0 THEN 'queued' ELSE 'indexed' END, 'text/plain',
         jsonb_build_object('n', n), repeat('x', 500), n::text, now(), now() - n * interval '1 second'
    FROM generate_series(1, 5000) n;
  INSERT INTO chunks SELECT tenant_id, gen_random_uuid(), id, n, NULL, repeat('x', 500), 10
    FROM documents, generate_series(1, 4) n;
  INSERT INTO chunk_terms SELECT tenant_id, 't' || (random() * 2000)::int * 10 + n, id, 1, 10
    FROM chunks, generate_series(0, 9) n;
  INSERT INTO chunk_terms SELECT tenant_id, term, id, 1, 12 FROM chunks, unnest(ARRAY['the', 'of']) term;
  INSERT INTO corpus_statistics SELECT tenant_id, count(*), sum(length) FROM chunks GROUP BY tenant_id;
  INSERT INTO corpus_statistics SELECT 'other-' || n, 1, 1 FROM generate_series(1, 5000) n;
  INSERT INTO entities (tenant_id, id, entity_type, name, properties, created_at, updated_at)
  SELECT 'tenant-' || n % 20, gen_random_uuid(), (ARRAY['tool', 'library', 'task', 'concept'])[1 + n / 20 % 4], 'name ' || n,
         jsonb_build_object('n', n, 'text', 'common words, and word' || n % 500), now() - n * interval '1 second', now()
    FROM generate_series(1, 10000) n;
  INSERT INTO relations
  SELECT e.tenant_id, e.id, 'uses', o.id, '{}', now(), now()
    FROM (SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY id) AS place FROM entities) e
    JOIN (SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY id) AS place FROM entities) o
      ON o.tenant_id = e.tenant_id AND o.place IN (e.place + 1, e.place + 7);
  INSERT INTO action_log
  SELECT 'tenant-' || n % 200, gen_random_uuid(), (ARRAY['coder', 'judge', 'executor'])[1 + n / 200 % 3], 'a',
         gen_random_uuid(), 's', '', 'succeeded', NULL, now() - n * interval '1 second'
    FROM generate_series(1, 20000) n;`;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const planOf = async (statement: Sql): Promise<readonly PlanNode[]> => {
  const rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] = await admin.query(
    `EXPLAIN (FORMAT JSON) ${statement.text}`,
    [...statement.values],
  );
  return rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
};

/** Which indexes a statement uses, and which tables it reads from end to end. Nothing is executed. */
const explain = async (statement: Sql): Promise<{ scanned: string[]; indexes: string[] }> => {
  const nodes = await planOf(statement);
  return {
    scanned: nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] ?? ''),
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].toSorted(),
  };
};

const id = newId();
const lease = { tenantId: 'tenant-1', taskId: id, owner: 'a', token: 1 };
const cursor = encodeCursor({ createdAt: new Date(Date.now() - 5_000_000), id });
const list = (query: Partial<TaskQuery>): Sql => listStatement('tenant-1', TaskQuery.parse(query));
const stepTables = ['step_attempts_pkey', 'task_steps_pkey'];

const caps: BudgetCaps = { task: { tokens: 1 }, session: {}, tenantMonth: {} };
const wish = {
  taskId: id,
  sessionId: 'session-1',
  month: '2026-11',
  amount: { nanoUsd: 1, tokens: 1, calls: 1 },
};

const modelCall: ModelCall = {
  tenantId: 'tenant-1',
  id: newId(),
  keyId: 'k',
  endpoint: 'e',
  provider: 'openai',
  model: 'm',
  promptTokens: 1,
  completionTokens: 1,
  costNanoUsd: 1,
  month: '2026-11',
  leaseId: newId(),
  finishedAt: new Date(),
};
const statements: Record<string, [statement: Sql, indexes: string[]]> = {
  'get a task': [findStatement([{ tenantId: 'tenant-1', id }]), [...stepTables, 'tasks_pkey']],
  'list tasks': [list({}), [...stepTables, 'tasks_by_time']],
  'list the next page': [list({ cursor }), [...stepTables, 'tasks_by_time']],
  'list by status': [list({ status: 'running', cursor }), [...stepTables, 'tasks_by_status']],
  'list by priority': [list({ priority: 'critical', cursor }), [...stepTables, 'tasks_by_priority']],
  'list by session': [list({ session_id: 'session-1', cursor }), [...stepTables, 'tasks_by_session']],
  'read events': [eventsStatement('tenant-1', id, 2, 100), ['task_events_pkey']],
  claim: [leases.claimStatement([{ tenantId: 'tenant-1', id, owner: 'a', leaseMs: 1_000 }]), ['tasks_pkey']],
  'read a claimed task': [claimedStatement('tenant-1', id), [...stepTables, 'task_plans_pkey', 'tasks_pkey']],
  renew: [leases.renewStatement(lease, 1_000), ['tasks_pkey']],
  release: [leases.releaseStatement(lease, true), ['tasks_pkey']],
  'find orphans': [leases.orphansStatement(60_000, 100), ['tasks_available']],
  'find an idempotency key': [keyStatement('tenant-1', 'k'), ['idempotency_keys_pkey']],
  'read a held task': [heldStatement(lease), [...stepTables, 'tasks_pkey']],
  'commit the changes of tasks': [commitStatement(noRows), ['task_steps_pkey', 'tasks_pkey']],
  cancel: [statuses.cancelStatement('tenant-1', id, { actor: 'a' }), ['task_steps_pkey', 'tasks_pkey']],
  'add up usage': [
    usageStatement('tenant-1', { from: new Date(Date.now() - 3_600_000), to: new Date() }, ['day', 'model']),
    ['model_calls_by_end', 'step_attempts_by_end'],
  ],
  'add up the usage of all tenants': [
    usageStatement(null, { from: new Date(Date.now() - 3_600_000), to: new Date() }, ['tenant']),
    ['model_calls_recent', 'step_attempts_recent'],
  ],
  'measure tasks': [tasksStatement(15), ['tasks_recent']],
  'measure arms': [armsStatement(5), ['step_attempts_recent', 'task_steps_pkey']],
  'list active tasks': [
    activeTasksStatement('tenant-1', 50),
    ['tasks_by_status', 'task_steps_pkey', 'approvals_pkey'],
  ],
  'count active tasks': [activeTaskCountsStatement, ['tasks_available']],
  'read approvals': [approvals.approvalsStatement('tenant-1', id), ['approvals_pkey']],
  'decide about a step': [
    approvals.decideStatement('tenant-1', id, 's1', { status: 'approved', actor: 'a' }),
    ['approvals_pkey', 'tasks_pkey'],
  ],
  'find decisions that nobody took up': [approvals.unattendedStatement(1_000, 100), ['approvals_unattended']],
  'use a session': [sessions.useStatement('tenant-1', 's', 'jo'), []],
  'find a session': [sessions.findStatement('tenant-1', 's', 'jo'), ['sessions_pkey']],
  'read a session': [
    sessions.turnsStatement(
      'tenant-1',
      { id: 'session-1', created_at: new Date(0), last_used_at: new Date() },
      { limit: 20, cursor },
    ),
    ['tasks_by_session'],
  ],
  'purge sessions': [sessions.purgeStatement(new Date(Date.now() - 864_000_000), 100), ['sessions_by_use']],
  'list checkpoints': [checkpointsStatement('tenant-1', [id, newId()], 100), ['task_events_pkey']],
  'read the task to fork': [
    originStatement('tenant-1', id, 3),
    ['task_events_pkey', 'task_plans_pkey', 'tasks_pkey'],
  ],
  'reserve on accounts': [budgets.reserveStatement('tenant-1', id, wish, caps), ['budget_accounts_pkey']],
  'reserve and settle for many calls': [
    changeStatement(
      [{ kind: 'reserve', tenantId: 'tenant-1', id, request: wish, caps }],
      [{ kind: 'settle', tenantId: 'tenant-1', id, used: wish.amount }],
    ),
    ['budget_accounts_pkey', 'budget_reservations_pkey'],
  ],
  'settle what a task has reserved': [
    budgets.settleOpenStatement('tenant-1', id),
    ['budget_accounts_pkey', 'budget_reservations_by_task'],
  ],
  'take a lease of money': [
    budgetLeases.leaseStatement({
      tenantId: 'tenant-1',
      leaseId: id,
      month: '2026-11',
      capNanoUsd: 1,
      idleNanoUsd: 0,
      needNanoUsd: 1,
      share: 0.05,
      leaseMs: 1,
    }),
    ['budget_accounts_pkey', 'budget_leases_pkey'],
  ],
  'extend leases of money': [
    budgetLeases.extendStatement([{ tenantId: 'tenant-1', leaseId: id }], 1),
    ['budget_leases_pkey'],
  ],
  'end leases of money': [
    budgetLeases.expireStatement(100),
    ['budget_accounts_pkey', 'budget_leases_by_end'],
  ],
  'record calls of models': [
    recordCallsStatement([modelCall], 1),
    ['budget_accounts_pkey', 'budget_leases_pkey'],
  ],
  'delete old calls of models': [
    expiredCallsStatement(new Date(Date.now() - 50_000_000), 100),
    ['model_calls_recent'],
  ],
  'read an account': [budgets.accountStatement('tenant-1', 'task', id), ['budget_accounts_pkey']],
  'count unfinished tasks': [unfinishedStatement('tenant-1', 100), ['tasks_by_status']],
  'count the work': [workStatement, ['tasks_available']],
  'measure the backlog': [
    backlogStatement({ maxAgeSeconds: 60, mostTasks: 1_000 }),
    ['tasks_available', 'tasks_recent'],
  ],
  'read what was mended': [healingStatement(60), ['operations_audit_by_time']],
  'list failures': [
    failuresStatement('nobody', 10),
    ['step_attempts_failed', 'task_steps_pkey', 'tasks_failed', 'tasks_pkey'],
  ],
  'count failures': [
    failureCountsStatement(60),
    ['step_attempts_failed_recent', 'task_steps_pkey', 'tasks_failed_recent'],
  ],
  'find keys by their hashes': [
    keys.findByHashesStatement(['x', 'y']),
    ['api_keys_hash_key', 'api_keys_previous_hash_key'],
  ],
  'list the keys of a tenant': [keys.pageStatement('tenant-1', id, 20), ['api_keys_pkey']],
  'find a key': [keys.findStatement('tenant-1', id), ['api_keys_pkey']],
  'rotate a key': [keys.rotateStatement('tenant-1', id, 'k', 60, 'a'), ['api_keys_pkey']],
  'revoke a key': [keys.revokeStatement('tenant-1', id, 'a'), ['api_keys_pkey']],
  'write down when keys were used': [
    keys.touchStatement([{ tenantId: 'tenant-1', id, at: new Date() }]),
    ['api_keys_pkey'],
  ],
  'find a document': [documents.findStatement('tenant-1', id), ['documents_pkey']],
  'take a document': [documents.takeStatement('tenant-1', id), ['documents_pkey']],
  'list the passages of a document': [documents.chunkIdsStatement('tenant-1', id), ['chunks_by_document']],
  'find queued documents': [documents.queuedStatement(60_000, 100), ['documents_queued']],
  'find documents to embed anew': [
    documents.embeddedOtherwiseStatement('octollm-hash-v1', 100),
    ['documents_by_embedding'],
  ],
  'remove the passages of a document': [
    documents.removeChunksStatement('tenant-1', id),
    ['chunk_terms_by_chunk', 'chunks_by_document'],
  ],
  'search by terms': [
    searchStatement('tenant-1', ['t11', 't22'], { limit: 10, filters: {}, bm25: { k1: 1.2, b: 0.75 } }),
    ['chunk_terms_pkey', 'chunks_pkey', 'corpus_statistics_pkey', 'documents_pkey'],
  ],
  'search by rare terms and filters': [
    searchStatement('tenant-1', ['t11', 't22'], { limit: 10, filters: { n: 1 }, bm25: { k1: 1.2, b: 0.75 } }),
    ['chunk_terms_pkey', 'chunks_pkey', 'corpus_statistics_pkey', 'documents_pkey'],
  ],
  'search by frequent terms and rare filters': [
    searchStatement('tenant-1', ['the', 'of'], { limit: 10, filters: { n: 1 }, bm25: { k1: 1.2, b: 0.75 } }),
    ['chunk_terms_by_chunk', 'chunks_by_document', 'documents_by_metadata'],
  ],
  'term statistics': [
    termStatisticsStatement('tenant-1', ['t11']),
    ['chunk_terms_pkey', 'corpus_statistics_pkey'],
  ],
  'find an entity by name': [known.byNameStatement('tenant-1', 'tool', 'name 21'), ['entities_name_key']],
  'find entities by id': [known.byIdsStatement('tenant-1', [id, newId()]), ['entities_pkey']],
  'add or change an entity': [
    known.upsertStatement('tenant-1', id, { type: 'tool', name: 'n', properties: {} }),
    [],
  ],
  'change an entity at a version': [
    known.updateStatement('tenant-1', { type: 'tool', name: 'name 21', properties: {} }, 1),
    ['entities_name_key'],
  ],
  'delete an entity': [known.deleteStatement('tenant-1', id), ['entities_pkey']],
  'list entities': [known.listStatement('tenant-1', { limit: 20, cursor }), ['entities_by_time']],
  'list entities of a type': [
    known.listStatement('tenant-1', { type: 'tool', limit: 20, cursor }),
    ['entities_by_type'],
  ],
  'search entities for a rare word': [
    known.searchStatement('tenant-1', { text: 'word21', limit: 10 }),
    ['entities_by_words'],
  ],
  'search entities for properties that are rare': [
    known.searchStatement('tenant-1', { text: 'common words', properties: { n: 21 }, limit: 10 }),
    ['entities_by_properties'],
  ],
  'relate entities': [
    relations.relateStatement('tenant-1', { from: id, type: 'uses', to: id, properties: {} }),
    [],
  ],
  'find neighbours': [
    relations.hopStatement('tenant-1', {
      from: [id, newId()],
      seen: [id],
      direction: 'both',
      types: ['uses'],
      entityTypes: ['tool'],
      limit: 50,
    }),
    ['entities_pkey', 'relations_by_target', 'relations_pkey'],
  ],
  'list actions': [actions.listStatement('tenant-1', { limit: 20, cursor }), ['action_log_by_time']],
  'list the actions of an arm': [
    actions.listStatement('tenant-1', { arm: 'coder', limit: 20, cursor }),
    ['action_log_by_arm'],
  ],
  'list the actions of a task': [
    actions.listStatement('tenant-1', { taskId: id, limit: 20, cursor }),
    ['action_log_by_task'],
  ],
  'delete old acts of operations': [
    expiredActsStatement(new Date(Date.now() - 11_900_000_000), 100),
    ['operations_audit_by_time'],
  ],
  'delete old actions': [
    actions.expiredActionsStatement(new Date(Date.now() - 19_000_000), 100),
    ['action_log_recent'],
  ],
  'read the history of tasks': [
    historyStatement('tenant-1', { limit: 20, cursor }),
    ['task_steps_pkey', 'tasks_by_time'],
  ],
  'read the history of a session': [
    historyStatement('tenant-1', { sessionId: 'session-1', limit: 20, cursor }),
    ['task_steps_pkey', 'tasks_by_session'],
  ],
  'read decisions of late': [recentStatement(3_600), ['operations_audit_by_time']],
  'read actions that have not ended': [begunStatement(60), ['operations_audit_by_time']],
  'read the newest decisions': [newestStatement(50), ['operations_audit_by_time']],
  'passages by id': [byIdsStatement('tenant-1', [id, newId()], {}), ['chunks_pkey', 'documents_pkey']],
};

describe('no table is read from end to end', () => {
  it.each(Object.entries(statements))('to %s', async (_name, [statement, indexes]) => {
    expect(await explain(statement)).toEqual({ scanned: [], indexes: expect.arrayContaining(indexes) });
  });

  it.each(['read decisions of late', 'read actions that have not ended', 'read the newest decisions'])(
    'nor an index, to %s: where few of the acts are decisions it would be walked until there are enough',
    async (name) => {
      const [statement] = statements[name] ?? [];
      const plan = statement === undefined ? [] : await planOf(statement);
      const conditions = plan.flatMap((node) => node['Index Cond'] ?? []);
      expect(conditions).toEqual([expect.stringContaining('at >=')]);
    },
  );

  it.each([
    ['the plan', 'SELECT * FROM task_steps s JOIN task_plans p USING (tenant_id, task_id)'],
    ['the audit trail', 'SELECT * FROM audit_entries'],
  ])('to read %s', async (_name, select) => {
    const rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] = await admin.query(
      `EXPLAIN (FORMAT JSON) ${select} WHERE tenant_id = $1 AND task_id = $2`,
      ['tenant-1', id],
    );
    const types = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan)).map((node) => node['Node Type']);
    expect(types).not.toContain('Seq Scan');
  });
});
