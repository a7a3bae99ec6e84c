import { Writable } from 'node:stream';
import type {
  DebugArms,
  DebugConfig,
  DebugQueues,
  DebugTasks,
  FailureReport,
  PerformanceReport,
  Problem,
  Task,
  UsageReport,
} from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../doctor/collect.ts';
import { diagnose } from '../../doctor/diagnose.ts';
import { Output } from '../../output/index.ts';
import { runSmoke } from '../../smoke/run-smoke.ts';
import { readStatus } from '../../status/read-status.ts';
import { problemsOf } from '../../status/status.ts';
import { statusText } from '../../status/status-text.ts';
import { Api, bridge } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;
let documentId: string;
let failed: Task;

/** Three tasks of one tenant: two that succeed and one that needs a model. */
beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
  const { id } = await api.ingest(bridge);
  documentId = id;
  await api.solve('When was the Halden bridge opened?');
  await api.solve('How long is the main span of the Halden bridge?');
  failed = await api.solve('Write a TypeScript function that sorts a list of bridges by length.');
});

// Others begin without it.
afterAll(() => api.request('DELETE', `/api/v1/documents/${documentId}`));

const admin = () => ({ key: stack.keys.admin });
const pointers = (problem: Problem) => problem.errors?.map(({ pointer }) => pointer);

describe('usage', () => {
  it('is read by day with its total', async () => {
    const { status, body } = await api.request<UsageReport>('GET', '/api/v1/usage');
    expect(status).toBe(200);
    expect(body.items).toEqual([expect.objectContaining({ day: new Date().toISOString().slice(0, 10) })]);
    expect(body.total.tasks).toBeGreaterThanOrEqual(2);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
  });

  it('is read by several names in a period', async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const { body } = await api.request<UsageReport>(
      'GET',
      `/api/v1/usage?from=${from}&group_by=tenant,model`,
    );
    expect(body.items.length).toBeGreaterThan(0);
    for (const item of body.items)
      expect(Object.keys(item)).toEqual(expect.arrayContaining(['tenant', 'model']));
    const before = await api.request<UsageReport>('GET', `/api/v1/usage?to=${from}`);
    expect(before.body).toMatchObject({ items: [], total: { tasks: 0 } });
  });

  it('is only that of the own tenant', async () => {
    const { body } = await api.request<UsageReport>('GET', '/api/v1/usage', { key: stack.keys.other_tenant });
    expect(body).toMatchObject({ items: [], total: { tasks: 0 } });
  });

  it('of all tenants is for admins, and of a day', async () => {
    const path = '/api/v1/usage?group_by=tenant&all_tenants=true';
    expect((await api.request('GET', path)).status).toBe(403);
    const { body } = await api.request<UsageReport>('GET', path, admin());
    expect(body.items.map(({ tenant }) => tenant)).toContain('dev');
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(86_400_000);
  });

  it.each([
    ['group_by=user', '/group_by'],
    ['from=yesterday', '/from'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', '/from'],
    ['from=2020-01-01T00:00:00Z', '/from'],
    ['limit=5', '/limit'],
  ])('points at a wrong query: %s', async (query, pointer) => {
    const answer = await api.request('GET', `/api/v1/usage?${query}`);
    expect(answer.status).toBe(400);
    expect(pointers(answer.body)).toEqual([pointer]);
  });
});

describe('performance', () => {
  it('shows tasks, arms and the work that waits', async () => {
    const { status, body } = await api.request<PerformanceReport>('GET', '/performance', admin());
    expect(status).toBe(200);
    expect(body.window_minutes).toBe(15);
    expect(body.tasks).toMatchObject({ ended: 3, succeeded: 2 });
    expect(body.tasks.latency_ms?.p99).toBeGreaterThanOrEqual(body.tasks.latency_ms?.p50 ?? Infinity);
    expect(body.arms.items.map(({ arm_id }) => arm_id)).toEqual(
      expect.arrayContaining(['judge-arm', 'retriever-arm']),
    );
    expect(body.work).toMatchObject({ tasks_in_progress: 0, tasks_waiting: 0, wake_ups_queued: 0 });
  });

  it.each(['/performance', '/errors'])('and failures are for admins only: %s', async (path) => {
    expect((await api.request('GET', path)).status).toBe(403);
    expect((await api.request('GET', path, { key: null })).status).toBe(401);
  });

  it.each(['0', '61', '1.5', 'a'])('takes a window of 1 to 60 minutes, not of %s', async (minutes) => {
    const answer = await api.request('GET', `/performance?window_minutes=${minutes}`, admin());
    expect(answer.status).toBe(400);
    expect(pointers(answer.body)).toEqual(['/window_minutes']);
  });
});

describe('failures', () => {
  const read = () => api.request<FailureReport>('GET', '/errors', admin());

  it('of the own tenant are listed with what became of them', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        kind: 'task',
        task_id: failed.id,
        status: 'failed',
        code: 'model_required',
        recovered: false,
      }),
    ]);
  });

  it('of other tenants are counted by code, and nothing of them is told', async () => {
    const theirs = await api.solve('Write a Python function that reverses a Norwegian word.', {
      key: stack.keys.other_tenant,
    });
    expect(theirs.error?.code).toBe('model_required');
    const { body, text } = await read();
    expect(body.all_tenants).toEqual([
      expect.objectContaining({ kind: 'task', code: 'model_required', category: 'model_required', count: 2 }),
    ]);
    expect(text).not.toContain(theirs.id);
    expect(text).not.toMatch(/Norwegian|"other"/);
  });
});

describe('debugging', () => {
  const read = <Body>(path: string) => api.request<Body>('GET', path, admin());

  it.each(['tasks', 'queues', 'arms', 'config'])('is for admins only: %s', async (page) => {
    expect((await api.request('GET', `/debug/${page}`)).status).toBe(403);
    expect((await api.request('GET', `/debug/${page}`, { key: null })).status).toBe(401);
  });

  it('shows the queues, which are empty when nothing is to be done', async () => {
    const { status, body } = await read<DebugQueues>('/debug/queues');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        backend: 'postgres',
        wake_ups_queued: 0,
        tasks_waiting: 0,
        oldest_waiting_seconds: null,
      }),
    ]);
  });

  it('shows the arms as the replica that answers sees them', async () => {
    const { body } = await read<DebugArms>('/debug/arms');
    expect(body.items.map(({ arm_id }) => arm_id)).toEqual(
      expect.arrayContaining(['planner-arm', 'judge-arm', 'retriever-arm']),
    );
    expect(body.replica).toMatch(/-\d+$/);
  });

  it('shows the tasks that have not ended, and of other tenants only how many', async () => {
    const own = await api.request<Task>('POST', '/api/v1/tasks', { body: { goal: 'When was it opened?' } });
    const { status, body, text } = await read<DebugTasks>('/debug/tasks?limit=5');
    expect(status).toBe(200);
    // It may have ended already; the shape of both halves is what is looked at here.
    for (const item of body.items) expect(item.task_id).toBe(own.body.id);
    expect(text).not.toMatch(/"other"/);
    const wrong = await read<Problem>('/debug/tasks?limit=0');
    expect([wrong.status, pointers(wrong.body)]).toEqual([400, ['/limit']]);
    await api.waitForEnd(own.body.id);
  });

  it('shows the configuration with the secrets masked', async () => {
    const { body, text } = await read<DebugConfig>('/debug/config');
    const settingOf = (name: string) => body.settings.find((setting) => setting.name === name);
    expect(settingOf('DATABASE_URL')).toMatchObject({ secret: true, set: true, value: null });
    expect(settingOf('ORCHESTRATOR_SIGNING_KEY')).toMatchObject({ secret: true, set: true, value: null });
    expect(settingOf('PORT')).toMatchObject({ secret: false, set: true, value: expect.any(String) });
    expect(text).not.toMatch(/postgres(ql)?:\/\/|"d\\?"/);
  });
});

/** As `npm run status` and `npm run doctor` find it in dev.json. */
const address = () => {
  const metrics = Object.fromEntries([...stack.services.values()].map((it) => [it.name, it.metricsUrl]));
  return { gateway: stack.gateway, key: stack.keys.admin, metrics };
};

describe('the status', () => {
  it('shows services, dependencies, arms, queues and work, and nothing to look at when all is well', async () => {
    const status = await readStatus(address());
    expect(problemsOf(status)).toEqual([]);
    const text = statusText(status, (_colour, line) => line);
    expect(text).toMatch(/up +orchestrator +\d+ MiB +event loop p99 \d+ ms +\d+ series/);
    expect(text).toMatch(/up +postgres +\d+ ms/);
    expect(text).toMatch(/up +retriever-arm +circuit closed +\d+ of \d+ calls/);
    expect(text).toMatch(/tasks +on postgres +0 wait/);
    expect(text).toMatch(/\d+ ended in 15 minutes/);
    expect(text).not.toContain('not known');
  });

  it('shows the circuits that operators hold open and the tenants that they have paused', async () => {
    const [breaker, pause] = ['/api/v1/arms/coder-arm/breaker', '/api/v1/tenants/nobody/pause'];
    const order = { for_seconds: 600, reason: 'a drill' };
    const held = await api.request('PUT', breaker, { ...admin(), body: { state: 'open', ...order } });
    expect([held.status, held.body]).toMatchObject([200, { state: 'open', hold: { reason: 'a drill' } }]);
    expect((await api.request('PUT', pause, { ...admin(), body: order })).status).toBe(200);
    const { body: arms } = await api.request<DebugArms>('GET', '/debug/arms', admin());
    expect(arms.items.find(({ arm_id }) => arm_id === 'coder-arm')).toMatchObject({ breaker: held.body });
    const status = await readStatus(address());
    expect(problemsOf(status)).toEqual(['coder-arm']);
    const text = statusText(status, (_colour, line) => line);
    expect(text).toMatch(/coder-arm +circuit open .* held open until \S+: a drill/);
    expect(text).toMatch(/Paused tenants\n +nobody +until \S+ +a drill/);
    for (const path of [breaker, pause])
      expect((await api.request('DELETE', path, admin())).status).toBe(204);
    expect(problemsOf(await readStatus(address()))).toEqual([]);
    const unknown = { ...admin(), body: { state: 'open', ...order } };
    expect((await api.request('PUT', '/api/v1/arms/nobody/breaker', unknown)).status).toBe(404);
    expect((await api.request('PUT', breaker, { body: { state: 'open', ...order } })).status).toBe(403);
    const closed = { ...admin(), body: { ...order, state: 'closed', for_seconds: 3_601 } };
    expect(pointers((await api.request('PUT', breaker, closed)).body)).toEqual(['/state', '/for_seconds']);
  });

  it('says what cannot be read, and why', async () => {
    const nowhere = { nobody: 'http://127.0.0.1:9/metrics' };
    const status = await readStatus({ ...address(), key: stack.keys.read_only, metrics: nowhere });
    expect(problemsOf(status)).toContain('nobody');
    const text = statusText(status, (_colour, line) => line);
    expect(text).toMatch(/DOWN +nobody/);
    expect(text).toMatch(/Queues\n +not known: .*403/);
  });
});

describe('the smoke tests', () => {
  it('find a platform that works', async () => {
    const written: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => done(void written.push(String(chunk))),
    });
    const output = new Output(stream as unknown as NodeJS.WriteStream);
    const code = await runSmoke({ address: stack.gateway, key: stack.keys.default, output });
    expect([code, written.join('')]).toEqual([0, expect.any(String)]);
  });
});

describe('the diagnostic bundle', () => {
  it('holds health, configuration, metrics, failures and the state of the database', async () => {
    const env = { DATABASE_URL: stack.databaseUrl };
    const diagnoseDatabase = () => diagnose(env);
    const { files, missing } = await collect({ address: address(), diagnoseDatabase, version: '0.0.0' });
    expect(missing).toEqual([]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['configuration.json', 'health.json', 'status.txt', 'metrics/judge-arm.txt']),
    );
    expect(files.get('metrics/judge-arm.txt')).toContain('process_resident_memory_bytes');
    const database = JSON.parse(files.get('database.json') ?? '{}');
    expect(database).toMatchObject({ server: [{ standby: false }], waits: [] });
    expect(database.tables).toContainEqual(expect.objectContaining({ table: 'tasks' }));
    const all = [...files.values()].join();
    for (const key of Object.values(stack.keys)) expect(all).not.toContain(key);
    expect(all).not.toContain('Halden');
  });

  it('tells what could not be collected', async () => {
    const metrics = { nobody: 'http://127.0.0.1:9/metrics' };
    const { missing } = await collect({
      address: { ...address(), metrics },
      logs: '/nowhere',
      version: '0.0.0',
    });
    expect(missing).toEqual([
      expect.stringMatching(/^metrics\/nobody.txt: /),
      expect.stringMatching(/^logs\/README.txt: .*no such/),
    ]);
  });
});
