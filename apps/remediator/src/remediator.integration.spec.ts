import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertOf } from './fixtures/alerts.ts';
import { bundleRemediator, RemediatorProcess, webhookToken } from './fixtures/remediator-process.ts';
import { arms, scaledObjectOf, startWorld, type World } from './fixtures/world.ts';

const start = '2026-11-22T00:00:00.123456789Z';

let world: World;
let replicas: readonly [RemediatorProcess, RemediatorProcess];
beforeAll(async () => {
  [world] = await Promise.all([startWorld(), bundleRemediator()]);
  replicas = [await RemediatorProcess.start(world.settings), await RemediatorProcess.start(world.settings)];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await world.stop();
});

/** What the replicas have counted together. */
const everywhere = async (series: string): Promise<number> =>
  (await Promise.all(replicas.map((replica) => replica.metric(series)))).reduce((sum, one) => sum + one, 0);

/** Resolves when every action has ended. */
const settled = async (replica: RemediatorProcess): Promise<void> => {
  const open = async () =>
    (await replica.actions()).filter(({ decision, outcome }) => decision === 'act' && outcome === null);
  await expect.poll(open, { timeout: 20_000 }).toEqual([]);
};

describe('two replicas in one storm', () => {
  it('do exactly as much as the limit allows, however often and to whom they are told', async () => {
    const [one, two] = replicas;
    const storm = Array.from({ length: 300 }, (_, index) =>
      alertOf('ServiceDown', arms[index % arms.length] ?? '', start, { labels: { instance: String(index) } }),
    );
    await Promise.all([one, two, one, two, two, one].map((replica) => replica.notify(...storm)));
    await settled(one);
    const restarts = world.kubernetes.writes.filter(({ path }) => path.includes('/deployments/'));
    expect(restarts).toHaveLength(4);
    expect(new Set(restarts.map(({ path }) => path)).size).toBe(4);
    const items = await two.actions('?limit=200');
    expect(items.filter(({ decision }) => decision === 'act')).toHaveLength(4);
    expect(items.filter(({ decision }) => decision === 'act').map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => 'succeeded'),
    );
    // One refusal for each of the other two targets; what came again is one more for each that was answered.
    expect(items.filter(({ decision }) => decision === 'action_limit')).toHaveLength(2);
    expect(await everywhere('remediation_actions_total{action="restart",outcome="succeeded"}')).toBe(4);
  });

  it('raise replicas and put them back when the alert is resolved, whichever is told', async () => {
    const [one, two] = replicas;
    const slow = alertOf('ArmSlow', 'coder-arm', start);
    expect(await one.notify(slow)).toMatchObject([{ action: 'scale', decision: 'act' }]);
    await settled(one);
    expect(world.kubernetes.object(scaledObjectOf('coder-arm'))).toMatchObject({
      spec: { minReplicaCount: 3 },
    });
    expect(await two.notify({ ...slow, status: 'resolved' })).toMatchObject([
      { action: 'restore', decision: 'act' },
    ]);
    await settled(one);
    expect(world.kubernetes.object(scaledObjectOf('coder-arm'))).toMatchObject({
      spec: { minReplicaCount: 2 },
    });
  });
});

describe('a dry run', () => {
  it('decides and writes down, and changes nothing', async () => {
    const before = world.kubernetes.seen.length;
    const replica = await RemediatorProcess.start({
      ...world.settings,
      DATABASE_URL: await world.anotherDatabase(),
      REMEDIATOR_MODE: 'dry-run',
    });
    const decisions = await replica.notify(
      alertOf('ServiceDown', 'judge-arm', start),
      alertOf('ArmSlow', 'coder-arm', start),
    );
    await replica.notify(alertOf('ArmSlow', 'coder-arm', start, { status: 'resolved' }));
    expect(decisions.map(({ decision }) => decision)).toEqual(['dry_run', 'dry_run']);
    expect((await replica.actions()).map(({ decision, outcome }) => [decision, outcome])).toEqual([
      ['dry_run', null],
      ['dry_run', null],
    ]);
    expect(await replica.metric('remediation_decisions_total{action="restart",decision="dry_run"}')).toBe(1);
    // It stops when all its work is done, so nothing comes later.
    expect(await replica.stop()).toBe(0);
    expect(world.kubernetes.seen).toHaveLength(before);
  });
});

describe('the interface', () => {
  it.each([
    ['another token', { version: '4', alerts: [] }, 'Bearer other', 401],
    ['no token', { version: '4', alerts: [] }, '', 401],
    ['another version', { version: '5', alerts: [] }, `Bearer ${webhookToken}`, 400],
    ['alerts that are no list', { version: '4', alerts: 'many' }, `Bearer ${webhookToken}`, 400],
    ['no alerts', { version: '4' }, `Bearer ${webhookToken}`, 400],
  ])('refuses a notification with %s', async (_what, body, authorization, status) => {
    const response = await replicas[0].post(body, authorization);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('shows decisions to those with the token only, as many as are asked for', async () => {
    const [replica] = replicas;
    expect((await fetch(`${replica.url}/actions`)).status).toBe(401);
    for (const arm of arms.slice(0, 3))
      await replica.notify(alertOf('ServiceDown', arm, start, { labels: { severity: 'info' } }));
    const newest = await replica.actions('?limit=2');
    expect(newest.map(({ target, decision }) => [target, decision])).toEqual([
      [arms[2], 'severity'],
      [arms[1], 'severity'],
    ]);
    expect(newest).toEqual((await replica.actions()).slice(0, 2));
    const authorization = `Bearer ${webhookToken}`;
    expect((await fetch(`${replica.url}/actions?limit=201`, { headers: { authorization } })).status).toBe(
      400,
    );
  });

  it('takes a storm of several megabytes, looks at the first alerts and says how many it left', async () => {
    const annotations = { description: 'x'.repeat(2_000) };
    const alerts = Array.from({ length: 1_000 }, () => ({
      ...alertOf('Watchdog', 'prometheus', start),
      annotations,
    }));
    const response = await replicas[1].post({ version: '4', alerts, truncatedAlerts: 7, added: 'later' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ decisions: [], ignored_alerts: 507 });
  });
});

describe('an alert that cannot be read', () => {
  it('is left and counted, and those beside it are answered', async () => {
    const [replica] = replicas;
    const alert = (more = {}) =>
      alertOf('ServiceDown', arms[5] ?? '', start, { labels: { severity: 'info', ...more } });
    const response = await replica.post({
      version: '4',
      alerts: [
        alert({ pod: 'x'.repeat(1_001) }),
        { ...alert(), startsAt: 'yesterday' },
        null,
        alert(),
        { ...alert(), status: 'unsure' },
      ],
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      decisions: [{ action: 'restart', target: arms[5], decision: 'severity' }],
      ignored_alerts: 4,
    });
  });
});

describe('a replica that is killed between its decision and the end of its action', () => {
  it('has its action counted and recorded as unknown, and not done by another at once', async () => {
    const [victim, other] = replicas;
    const alert = alertOf('ArmSlow', 'planner-arm', start);
    world.kubernetes.replyInstead('silence');
    const asked = world.kubernetes.asked();
    const [decision] = await victim.notify(alert);
    expect(decision).toMatchObject({ decision: 'act' });
    await asked;
    await victim.kill();
    world.kubernetes.replyInstead(undefined);
    const before = world.kubernetes.seen.length;
    expect(await other.notify(alert)).toMatchObject([{ decision: 'repeated' }]);
    expect(await other.notify(alertOf('ArmSlow', 'planner-arm', '2026-11-22T00:01:00Z'))).toMatchObject([
      { decision: 'cool_down' },
    ]);
    expect(world.kubernetes.seen).toHaveLength(before);

    await letTimePass(world.databaseUrl);
    const heir = await RemediatorProcess.start(world.settings);
    replicas = [heir, other];
    await expect
      .poll(async () => (await heir.actions()).find(({ id }) => id === decision?.id)?.outcome, {
        timeout: 20_000,
      })
      .toBe('unknown');
    expect(await everywhere('remediation_actions_total{action="scale",outcome="unknown"}')).toBe(1);
    // The cool-down counts what is unknown.
    expect(await heir.notify(alert)).toMatchObject([{ decision: 'cool_down' }]);
  });
});

/** Makes the last decision five minutes old; nobody but the owner of the table could. */
const letTimePass = async (url: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('ALTER TABLE operations_audit DISABLE TRIGGER USER');
  await client.query(
    `UPDATE operations_audit SET at = at - interval '5 minutes'
      WHERE details ->> 'action' = 'scale' AND subject = 'planner-arm'`,
  );
  await client.query('ALTER TABLE operations_audit ENABLE TRIGGER USER');
  await client.end();
};
