import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type TaskRequest } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ActionLog } from '../actions/action-log.ts';
import { ApprovalStore } from '../approvals/approval-store.ts';
import { verifyAuditTrail } from '../audit/hash-chain.ts';
import { BudgetLedger } from '../budgets/budget-ledger.ts';
import type { Database } from '../database/database.ts';
import { claimedTask, newTask, planOf, result, succeeded } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsAudit } from '../operations/operations-audit.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { TaskStore } from '../tasks/task-store.ts';
import type { ModelCall } from '../usage/model-call.ts';
import { ModelCallStore } from '../usage/model-call-store.ts';
import { packLines, unpackLines } from './archive-file.ts';
import { type ColdStorage, ColdStorageError } from './cold-storage/cold-storage.ts';
import { DirectoryColdStorage } from './cold-storage/directory-cold-storage.ts';
import { Retention } from './retention.ts';
import { withRetentionLock } from './retention-lock.ts';

const tables = [
  'tasks',
  'task_plans',
  'task_steps',
  'step_attempts',
  'task_events',
  'audit_entries',
  'approvals',
];
const periods = { taskDays: 180, sessionDays: 30 };
/** So long after the tasks were made that their time has come. */
const later = new Date(Date.now() + 181 * 86_400_000);

let databases: TestDatabases;
let folder: string;
beforeAll(async () => {
  databases = await startTestDatabases();
  folder = await mkdtemp(join(tmpdir(), 'retention-'));
});
afterAll(async () => {
  await databases.stop();
  await rm(folder, { recursive: true, force: true });
});

let database: Database;
let url: string;
let admin: DataSource;
let tasks: TaskStore;
let storage: ColdStorage;
let retention: Retention;
beforeEach(async () => {
  ({ database, url } = await databases.open());
  admin = await new DataSource({ type: 'postgres', url }).initialize();
  tasks = new TaskStore(database);
  storage = new DirectoryColdStorage(folder);
  retention = new Retention(database, storage, { batchSize: 3 });
  return () => admin.destroy();
});

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => admin.query(text, values);

/** Every row of a task, as text so that nothing is lost on the way. */
const contents = async (taskId: string): Promise<unknown> =>
  Promise.all(
    tables.map((table) =>
      sql(`SELECT t::text FROM ${table} t WHERE ${table === 'tasks' ? 'id' : 'task_id'} = $1 ORDER BY 1`, [
        taskId,
      ]),
    ),
  );
const count = async (table: string): Promise<number> => {
  const [row] = await sql<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(row?.count);
};

/** A task that has gone all the way, with texts that are awkward to store. */
const endedTask = async (request: Partial<TaskRequest> = {}, tenant = 'acme'): Promise<string> => {
  const text = 'q"uote \\ \u0001 \n \u{1F419} \u2028 \0 é';
  const task = newTask(
    { metadata: { 10: text, 9: text }, goal: `${text} goal`, ...request },
    { idempotency: { key: `${text}${newId()}`, bodySha256: 'a'.repeat(64) } },
  );
  const { lease } = await claimedTask(tasks, { tenant, task });
  await tasks.transition(lease, 'planning');
  await tasks.savePlan(lease, planOf('a', 'b'), {});
  await tasks.transition(lease, 'running');
  await new ApprovalStore(database).request(lease, ['a']);
  await tasks.startStep(lease, 'a', 1);
  await tasks.finishStep(lease, 'a', 1, succeeded({ text, 2: -0, 1: 1.5e300 }, 1e-9));
  await tasks.finishStep(lease, 'b', 1, { status: 'skipped', reason: text });
  await tasks.transition(lease, 'judging');
  await tasks.finish(lease, { status: 'succeeded', result });
  return task.id;
};

const run = async (kept = retention, now = later) => {
  const report = await kept.run(periods, now);
  if (report === null) throw new Error('another run was under way');
  return report;
};

describe('tasks that ended more than 180 days ago', () => {
  it('are moved to cold storage, tenant by tenant, with everything that hangs on them', async () => {
    for (const tenant of ['acme', 'acme', 'acme', 'acme', 'other']) await endedTask({}, tenant);
    const report = await run();
    expect(report).toMatchObject({ archivedTasks: 5, heldBack: [] });
    expect(report.archives.map((name) => name.split('/')[1])).toEqual(['acme', 'acme', 'other']);
    for (const table of [...tables, 'idempotency_keys'])
      expect([table, await count(table)]).toEqual([table, 0]);
    const files = await Promise.all(
      report.archives.map(async (name) => unpackLines(await storage.get(name))),
    );
    expect(files.map(({ length }) => length)).toEqual([3, 1, 1]);
    expect(await count('archived_tasks')).toBe(5);
  });

  it('stay until then, and so do those that have not ended', async () => {
    await endedTask();
    await claimedTask(tasks);
    expect(await run(retention, new Date(Date.now() + 179 * 86_400_000))).toMatchObject({ archivedTasks: 0 });
    expect(await run()).toMatchObject({ archivedTasks: 1 });
    expect(await count('tasks')).toBe(1);
  });

  it('go after their children, so that no child loses its parent', async () => {
    const parent = await endedTask();
    const child = await endedTask({ parent_task_id: parent });
    const grandchild = await endedTask({ parent_task_id: child });
    const waiting = await endedTask();
    const { lease } = await claimedTask(tasks, { task: newTask({ parent_task_id: waiting }) });
    expect(await run()).toMatchObject({ archivedTasks: 3 });
    for (const id of [parent, child, grandchild]) expect(await tasks.find('acme', id)).toBeNull();
    expect(await tasks.get('acme', lease.taskId)).toMatchObject({ parent_task_id: waiting });
    expect(await tasks.find('acme', waiting)).not.toBeNull();
  });

  it('stay when one gets a child while its batch is written', async () => {
    const [parent, other] = [await endedTask(), await endedTask()];
    const slow: ColdStorage = {
      put: async (name, bytes) => {
        await tasks.create('acme', newTask({ parent_task_id: parent }));
        await storage.put(name, bytes);
      },
      get: (name) => storage.get(name),
      remove: (name) => storage.remove(name),
    };
    expect(await run(new Retention(database, slow))).toMatchObject({ archivedTasks: 1 });
    expect(await tasks.find('acme', parent)).not.toBeNull();
    expect(await tasks.find('acme', other)).toBeNull();
  });

  it('stay when their audit chain does not verify, and the run says which', async () => {
    const [good, bad] = [await endedTask(), await endedTask()];
    await sql('ALTER TABLE audit_entries DISABLE TRIGGER ALL');
    await sql(`UPDATE audit_entries SET actor = 'somebody else' WHERE task_id = $1 AND sequence = 3`, [bad]);
    await sql('ALTER TABLE audit_entries ENABLE TRIGGER ALL');
    const { archivedTasks, heldBack } = await run();
    expect(archivedTasks).toBe(1);
    expect(heldBack).toEqual([
      { tenantId: 'acme', taskId: bad, because: 'has an audit chain that does not verify' },
    ]);
    expect(await tasks.find('acme', good)).toBeNull();
    expect(await tasks.find('acme', bad)).not.toBeNull();
  });
});

describe('a run that breaks off', () => {
  const failing = (part: Partial<ColdStorage>): Retention =>
    new Retention(database, {
      put: part.put ?? ((name, bytes) => storage.put(name, bytes)),
      get: part.get ?? ((name) => storage.get(name)),
      remove: (name) => storage.remove(name),
    });

  it.each<[string, Partial<ColdStorage>]>([
    ['before the file is written', { put: () => Promise.reject(new ColdStorageError('full')) }],
    ['before it is read back', { get: () => Promise.reject(new ColdStorageError('gone')) }],
    ['because the file is another', { get: async () => packLines(['{}']) }],
    ['because the file is cut off', { get: async (name) => (await storage.get(name)).slice(0, -20) }],
  ])('%s has deleted nothing, and the next one does it all', async (_when, part) => {
    const id = await endedTask();
    const before = await contents(id);
    await expect(run(failing(part))).rejects.toThrow(/full|gone|not what was written/);
    expect(await contents(id)).toEqual(before);
    expect(await count('task_archives')).toBe(0);
    expect(await run()).toMatchObject({ archivedTasks: 1 });
  });

  it('in the transaction that deletes has deleted nothing of the batch', async () => {
    const id = await endedTask();
    const before = await contents(id);
    await sql(
      `CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$`,
    );
    await sql('CREATE TRIGGER crash BEFORE DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION crash()');
    await expect(run()).rejects.toThrow('crash');
    expect(await contents(id)).toEqual(before);
    expect(await count('archived_tasks')).toBe(0);
    await sql('DROP TRIGGER crash ON tasks');
    expect(await run()).toMatchObject({ archivedTasks: 1 });
  });

  it('are spread over files that take no further task once they are large enough', async () => {
    const ids = [await endedTask(), await endedTask(), await endedTask()];
    const report = await run(new Retention(database, storage, { batchBytes: 1 }));
    expect(report).toMatchObject({ archivedTasks: 3 });
    expect(report.archives).toHaveLength(3);
    const files = await Promise.all(
      report.archives.map(async (name) => unpackLines(await storage.get(name))),
    );
    expect(files.flat().map((line) => ids.find((id) => line.includes(id)))).toEqual(ids);
    expect(await count('tasks')).toBe(0);
  });

  it('ends after the batch that is under way when it is asked to', async () => {
    for (let made = 0; made < 4; made += 1) await endedTask();
    const stop = new AbortController();
    const stopping: ColdStorage = {
      put: async (name, bytes) => {
        stop.abort();
        await storage.put(name, bytes);
      },
      get: (name) => storage.get(name),
      remove: (name) => storage.remove(name),
    };
    const report = await new Retention(database, stopping, { batchSize: 3 }).run(periods, later, stop.signal);
    expect(report).toMatchObject({ archivedTasks: 3 });
    expect(await count('tasks')).toBe(1);
  });
});

describe('the history of a task', () => {
  const journals = ['task_events', 'audit_entries'];
  const changes = journals.flatMap((table) =>
    [`UPDATE ${table} SET at = now()`, `DELETE FROM ${table}`, `TRUNCATE ${table}`].map(
      (statement) => [statement, table] as const,
    ),
  );
  const asRetention = (statement: string): Promise<unknown> =>
    admin.transaction(async (manager) => {
      await manager.query(`SELECT set_config('octollm.retention', 'on', true)`);
      await manager.query(statement);
    });

  it.each(changes)('cannot be changed by a plain %s', async (statement) => {
    await endedTask();
    await expect(sql(statement)).rejects.toThrow('only ever added');
  });

  it.each(changes)(
    'cannot be changed by %s of a transaction of retention while it is not archived',
    async (statement) => {
      await endedTask();
      await expect(asRetention(statement)).rejects.toThrow('only ever added');
    },
  );

  it('cannot be deleted while its task has not ended, or has been restored, even if it is noted as archived', async () => {
    const { lease } = await claimedTask(tasks);
    await sql(`INSERT INTO task_archives VALUES ('acme', 'x', 1, 1, '', now())`);
    await sql(`INSERT INTO archived_tasks VALUES ('acme', $1, 'x', NULL)`, [lease.taskId]);
    await expect(asRetention('DELETE FROM task_events')).rejects.toThrow('is not archived');
    await tasks.cancel('acme', lease.taskId, { actor: 'x' });
    await sql('UPDATE archived_tasks SET restored_at = now()');
    await expect(asRetention('DELETE FROM task_events')).rejects.toThrow('is not archived');
    await sql('UPDATE archived_tasks SET restored_at = NULL');
    await expect(asRetention('DELETE FROM task_events')).resolves.toBeUndefined();
  });

  it('cannot be changed any more once the transaction is over', async () => {
    await asRetention('SELECT 1');
    await expect(sql('DELETE FROM task_events')).rejects.toThrow('only ever added');
  });
});

describe('an archive that is restored', () => {
  const archived = async (): Promise<{ id: string; before: unknown; file: string }> => {
    const id = await endedTask();
    const before = await contents(id);
    const { archives } = await run();
    return { id, before, file: archives[0] ?? '' };
  };

  it('gives back every row as it was, with a chain that verifies', async () => {
    const { id, before, file } = await archived();
    expect(await retention.restore(file)).toEqual({ tenantId: 'acme', restored: 1, present: 0 });
    expect(await contents(id)).toEqual(before);
    expect(verifyAuditTrail((await tasks.audit('acme', id)).items)).toBe(true);
  });

  it('leaves what is there already as it is', async () => {
    const { file } = await archived();
    await retention.restore(file);
    expect(await retention.restore(file)).toEqual({ tenantId: 'acme', restored: 0, present: 1 });
  });

  it('is kept as long again, and archived again after that', async () => {
    const { id, file } = await archived();
    await retention.restore(file);
    const restoredAt = new Date(later.getTime() - 86_400_000);
    await sql('UPDATE archived_tasks SET restored_at = $1', [restoredAt]);
    expect(await run()).toMatchObject({ archivedTasks: 0 });
    const { archivedTasks, archives } = await run(retention, new Date(later.getTime() + 181 * 86_400_000));
    expect(archivedTasks).toBe(1);
    expect(archives).not.toEqual([file]);
    expect(await tasks.find('acme', id)).toBeNull();
    expect(await retention.restore(archives[0] ?? '')).toMatchObject({ restored: 1 });
  });

  it('can be restored into a database that has never heard of it', async () => {
    const { id, before, file } = await archived();
    const other = await databases.open();
    expect(await new Retention(other.database, storage).restore(file)).toMatchObject({ restored: 1 });
    const source = await new DataSource({ type: 'postgres', url: other.url }).initialize();
    const rows = await source.query('SELECT t::text FROM tasks t WHERE id = $1', [id]);
    await source.destroy();
    expect((before as unknown[])[0]).toEqual(rows);
  });

  it('is refused when it is not the file that was written', async () => {
    const { file } = await archived();
    await storage.put(
      file,
      await packLines(await unpackLines(await storage.get(file)).then((l) => [...l, ...l])),
    );
    await expect(retention.restore(file)).rejects.toThrow('SHA-256');
  });

  it.each([
    ['an entry says something else', /"actor":"replica-a"/, '"actor":"replica-b"', 'does not verify'],
    [
      'an event is missing',
      /("task_events" ?: ?\[).*?"sequence":2/,
      '$1{"tenant_id":"acme","task_id":"ID","sequence":2',
      'does not know',
    ],
    ['the request is another', /"request":\{"goal":"/, '"request":{"goal":"not ', 'another request'],
    ['its end is another', /"last_hash":"./, '"last_hash":"x', 'does not end where'],
    ['a column is unknown', /"attempts":/, '"tries":', 'another version'],
  ])('is refused, and stores nothing, when %s', async (_what, from, to, message) => {
    const { id, file } = await archived();
    const lines = await unpackLines(await storage.get(file));
    const forged = lines.map((line) => line.replace(from, to.replace('ID', id)));
    expect(forged).not.toEqual(lines);
    const name = `tasks/acme/forged-${newId()}`;
    await storage.put(name, await packLines(forged));
    await expect(retention.restore(name)).rejects.toThrow(message);
    expect(await count('tasks')).toBe(0);
    expect(await count('task_events')).toBe(0);
  });

  it('names the parent that has to be restored before', async () => {
    const parent = await endedTask();
    const child = await endedTask({ parent_task_id: parent });
    const { archives } = await run();
    const [ofChild = '', ofParent = ''] = archives;
    await expect(retention.restore(ofChild)).rejects.toThrow(parent);
    await retention.restore(ofParent);
    await retention.restore(ofChild);
    expect(await tasks.get('acme', child)).toMatchObject({ parent_task_id: parent });
  });
});

describe('what is deleted without an archive', () => {
  it('are idempotency keys that have expired, and no others', async () => {
    for (const key of ['old', 'new'])
      await tasks.create('acme', newTask({}, { idempotency: { key, bodySha256: 'a'.repeat(64) } }));
    await sql(`UPDATE idempotency_keys SET expires_at = now() WHERE key = 'old'`);
    expect(await run(retention, new Date())).toMatchObject({ idempotencyKeys: 1 });
    expect(await sql('SELECT key FROM idempotency_keys')).toEqual([{ key: 'new' }]);
  });

  it('are sessions that nobody has used for 30 days', async () => {
    const sessions = new SessionStore(database);
    for (const id of ['old', 'new']) await sessions.use('acme', id, 'jo');
    await sql(`UPDATE sessions SET last_used_at = now() - interval '31 days' WHERE id = 'old'`);
    expect(await run(retention, new Date())).toMatchObject({ sessions: 1 });
    expect(await sql('SELECT id FROM sessions')).toEqual([{ id: 'new' }]);
  });

  it('are calls of models that are as old as tasks may become', async () => {
    const call = (finishedAt: Date): ModelCall => ({
      tenantId: 'acme',
      id: newId(),
      keyId: 'key',
      endpoint: '/v1/chat/completions',
      provider: 'openai',
      model: 'gpt-5',
      promptTokens: 1,
      completionTokens: 1,
      costNanoUsd: 1,
      month: '2026-11',
      leaseId: null,
      finishedAt,
    });
    const [old, young] = [call(new Date()), call(new Date(later.getTime() - 86_400_000))];
    await new ModelCallStore(database).record([old, young], 0);
    expect(await run(retention, later)).toMatchObject({ modelCalls: 1 });
    expect(await sql('SELECT id FROM model_calls')).toEqual([{ id: young.id }]);
  });

  it('are actions of arms after 90 days, or as many as are asked for', async () => {
    const log = new ActionLog(database);
    const action = {
      arm: 'coder',
      action: 'code',
      taskId: null,
      stepId: null,
      outcome: 'succeeded',
      provenanceSha256: null,
    } as const;
    await log.record(
      'acme',
      ['91 days', '89 days', '2 days'].map((summary) => ({ ...action, summary })),
    );
    await sql(`UPDATE action_log SET at = now() - summary::interval`);
    const left = async (): Promise<string[]> =>
      (await sql<{ summary: string }>('SELECT summary FROM action_log ORDER BY at')).map(
        ({ summary }) => summary,
      );
    expect(await run(retention, new Date())).toMatchObject({ actions: 1 });
    expect(await left()).toEqual(['89 days', '2 days']);
    const periods = { taskDays: 180, sessionDays: 30, actionDays: 3 };
    expect(await retention.run(periods, new Date())).toMatchObject({ actions: 1 });
    expect(await left()).toEqual(['2 days']);
  });

  it('are what was done to the platform and to keys after 365 days, or as many as are asked for', async () => {
    const audit = new OperationsAudit(database);
    for (const days of [366, 364, 2])
      await audit.record(newId(), {
        at: new Date(Date.now() - days * 86_400_000).toISOString(),
        actor: 'orchestrator-1',
        action: 'replace_worker',
        subject: `${days} days ago`,
        details: {},
      });
    const left = async (): Promise<string[]> =>
      (await sql<{ subject: string }>('SELECT subject FROM operations_audit ORDER BY at')).map(
        ({ subject }) => subject,
      );
    expect(await run(retention, new Date())).toMatchObject({ operations: 1 });
    expect(await left()).toEqual(['364 days ago', '2 days ago']);
    const periods = { taskDays: 180, sessionDays: 30, operationDays: 3 };
    expect(await retention.run(periods, new Date())).toMatchObject({ operations: 1 });
    expect(await left()).toEqual(['2 days ago']);
  });

  it('are accounts of budgets of past months on which nothing is reserved', async () => {
    const ledger = new BudgetLedger(database);
    const caps = { task: {}, session: {}, tenantMonth: {} };
    const amount = { nanoUsd: 1, tokens: 1, calls: 1 };
    const [ended, running] = [await endedTask(), (await claimedTask(tasks)).lease.taskId];
    const month = new Date().toISOString().slice(0, 7);
    await new SessionStore(database).use('acme', 'used', 'jo');
    const reserve = async (taskId: string, sessionId: string, of: string, settled: boolean) => {
      const reserved = await ledger.reserve('acme', { taskId, sessionId, month: of, amount }, caps);
      if (reserved.granted && settled) await ledger.settle(reserved.reservation, amount);
    };
    await reserve(ended, 'gone', '2020-01', true);
    await reserve(running, 'used', month, true);
    await reserve(newId(), 'open', '2020-02', false);
    await sql(`UPDATE budget_accounts SET updated_at = now() - interval '40 days'`);
    expect(await run(retention, new Date())).toMatchObject({ budgetAccounts: 3 });
    const kept = await sql<{ key: string }>(
      `SELECT key FROM budget_accounts WHERE kind <> 'task' ORDER BY key`,
    );
    expect(kept.map(({ key }) => key)).toEqual(['2020-02', month, 'open', 'used'].toSorted());
  });
});

describe('runs that overlap', () => {
  it('give way: the second does nothing and says so', async () => {
    await endedTask();
    const other = await databases.open(url);
    let entered = (): void => undefined;
    let leave = (): void => undefined;
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const left = new Promise<void>((resolve) => (leave = resolve));
    const slow: ColdStorage = {
      put: async (name, bytes) => {
        entered();
        await left;
        await storage.put(name, bytes);
      },
      get: (name) => storage.get(name),
      remove: (name) => storage.remove(name),
    };
    const first = new Retention(other.database, slow).run(periods, later);
    await inside;
    expect(await retention.run(periods, later)).toBeNull();
    expect(await count('tasks')).toBe(1);
    leave();
    expect(await first).toMatchObject({ archivedTasks: 1 });
    expect(await retention.run(periods, later)).toMatchObject({ archivedTasks: 0 });
  });

  it('let go of the lock when one of them fails', async () => {
    const source = await new DataSource({ type: 'postgres', url }).initialize();
    await expect(withRetentionLock(source, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    await source.destroy();
    expect(await retention.run(periods, later)).not.toBeNull();
  });
});
