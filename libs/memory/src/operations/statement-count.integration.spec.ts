import { type ActiveTask, SessionQuery, TaskQuery } from '@octollm/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { claimed, newTask, planOf, result, succeeded } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { CheckpointStore } from '../tasks/checkpoint-store.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { UsageStore } from '../usage/usage-store.ts';
import { OperationsStore } from './operations-store.ts';

/** A plan has no more steps than this. */
const mostSteps = 20;
const mostTasks = 100;
const session = 's1';

let databases: TestDatabases;
let stores: ReturnType<typeof open>;
/** The task that is read, of a tenant with one task of one step and of one with a hundred tasks of twenty. */
const taskOf: Record<string, string> = {};

const open = (database: ConstructorParameters<typeof TaskStore>[0]) => ({
  tasks: new TaskStore(database),
  sessions: new SessionStore(database),
  checkpoints: new CheckpointStore(database),
  usage: new UsageStore(database),
  operations: new OperationsStore(database),
});

/** Stores tasks of a session; the first has run its steps, the others wait. */
const fill = async (tenant: string, tasks: number, steps: number): Promise<void> => {
  const { tasks: store, sessions } = stores;
  await sessions.use(tenant, session, 'jo');
  const { id } = (await store.create(tenant, newTask({ session_id: session }))).task;
  const { lease } = claimed(await store.claim(tenant, id, 'a', 60_000));
  const ids = Array.from({ length: steps }, (_, index) => `s${index}`);
  await store.transition(lease, 'planning');
  await store.savePlan(lease, planOf(...ids), {});
  await store.transition(lease, 'running');
  for (const step of ids) {
    await store.startStep(lease, step, 1);
    await store.finishStep(lease, step, 1, succeeded());
  }
  await store.transition(lease, 'judging');
  await store.finish(lease, { status: 'succeeded', result });
  taskOf[tenant] = id;
  for (let task = 1; task < tasks; task++) await store.create(tenant, newTask({ session_id: session }));
};

beforeAll(async () => {
  databases = await startTestDatabases();
  stores = open((await databases.open()).database);
  await fill('small', 1, 1);
  await fill('large', mostTasks, mostSteps);
});
afterAll(() => databases.stop());

/** How many statements are sent to PostgreSQL meanwhile, BEGIN and COMMIT included. */
const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
};

const day = 86_400_000;
const period = () => ({ from: new Date(Date.now() - day), to: new Date(Date.now() + day) });

const reads: Record<string, (tenant: string, id: string) => Promise<unknown>> = {
  'list tasks': (tenant) => stores.tasks.list(tenant, TaskQuery.parse({ limit: String(mostTasks) })),
  'read a task': (tenant, id) => stores.tasks.get(tenant, id),
  'read a plan': (tenant, id) => stores.tasks.plan(tenant, id),
  'read events': (tenant, id) => stores.tasks.events(tenant, id, 0, 1_000),
  'read the audit trail': (tenant, id) => stores.tasks.audit(tenant, id),
  'list checkpoints': (tenant, id) => stores.checkpoints.list(tenant, id),
  'read a session': (tenant) =>
    stores.sessions.read(tenant, session, 'jo', SessionQuery.parse({ limit: String(mostTasks) })),
  'read usage': (tenant) => stores.usage.read(tenant, period(), ['day', 'model']),
  'read the tasks that are active': (tenant): Promise<ActiveTask[]> =>
    stores.operations.activeTasks(tenant, mostTasks),
  'submit a task': (tenant) => stores.tasks.create(tenant, newTask({ session_id: session })),
};

describe('no N+1: the number of statements', () => {
  it('is counted by a look at everything that is sent', async () => {
    const { tasks } = stores;
    const ids = [taskOf['small'], taskOf['small'], taskOf['small']];
    const one = await statementsOf(() => tasks.get('small', ids[0] ?? ''));
    expect(one).toBeGreaterThan(0);
    const three = await statementsOf(async () => {
      for (const id of ids) await tasks.get('small', id ?? '');
    });
    expect(three).toBe(one * 3);
  });

  it.each(Object.entries(reads))('does not grow with the number of rows: %s', async (_, read) => {
    const small = await statementsOf(() => read('small', taskOf['small'] ?? ''));
    const large = await statementsOf(() => read('large', taskOf['large'] ?? ''));
    expect(small).toBeGreaterThan(0);
    expect(large).toBe(small);
    expect(large).toBeLessThanOrEqual(6);
  });

  it('was looked at with as many rows as there may be', async () => {
    const page = await stores.tasks.list('large', TaskQuery.parse({ limit: String(mostTasks) }));
    expect(page.items).toHaveLength(mostTasks);
    expect((await stores.tasks.plan('large', taskOf['large'] ?? '')).steps).toHaveLength(mostSteps);
  });
});
