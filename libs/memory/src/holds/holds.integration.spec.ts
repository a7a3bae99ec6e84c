import { UnavailableError } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsAudit } from '../operations/operations-audit.ts';
import { HoldStore } from './hold-store.ts';
import { HoldWatch } from './hold-watch.ts';

const admin = { tenantId: 'acme', name: 'key:1' };
const order = { seconds: 60, reason: 'it answers nonsense' };

let databases: TestDatabases;
let database: Database;
let one: HoldStore;
let two: HoldStore;
let source: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const opened = await databases.open();
  const { url } = opened;
  database = opened.database;
  one = new HoldStore(database);
  two = new HoldStore((await databases.open(url)).database);
  source = await new DataSource({ type: 'postgres', url }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await databases.stop();
});

const audit = (subject: string): Promise<unknown[]> =>
  source.query(
    'SELECT actor, action, tenant_id, details FROM operations_audit WHERE subject = $1 ORDER BY at, id',
    [subject],
  );

describe('a hold', () => {
  it('is there for every replica, with its end and its reason, and only for its kind', async () => {
    const before = Date.now();
    const hold = await one.set('arm', 'coder-arm', order, admin);
    expect(hold).toMatchObject({ subject: 'coder-arm', reason: order.reason, by: 'key:1' });
    expect(hold.until.getTime() - hold.since.getTime()).toBe(60_000);
    expect(hold.since.getTime()).toBeGreaterThanOrEqual(before - 5);
    expect(await two.list('arm')).toEqual([hold]);
    expect(await two.list('tenant')).toEqual([]);
  });

  it('that is set again keeps its beginning and gets the new end, reason and author', async () => {
    const first = await one.set('arm', 'judge-arm', order, admin);
    const changed = await two.set(
      'arm',
      'judge-arm',
      { seconds: 5, reason: 'soon' },
      { ...admin, name: 'user:jo' },
    );
    expect(changed).toMatchObject({ since: first.since, reason: 'soon', by: 'user:jo' });
    expect(changed.until.getTime()).toBeLessThan(first.until.getTime());
  });

  it('that is over is none, and one after it begins anew', async () => {
    await one.set('tenant', 'past', { seconds: 0, reason: 'over at once' }, admin);
    expect((await two.list('tenant')).map(({ subject }) => subject)).not.toContain('past');
    await one.lift('tenant', 'past', admin);
    expect(await audit('past')).toHaveLength(1);
    const next = await one.set('tenant', 'past', order, admin);
    expect(next.until.getTime() - next.since.getTime()).toBe(60_000);
  });

  it('is lifted at once, which is written down once', async () => {
    await one.set('tenant', 'umbrella', order, admin);
    await two.lift('tenant', 'umbrella', { tenantId: 'acme', name: 'user:jo' });
    await two.lift('tenant', 'umbrella', admin);
    expect((await one.list('tenant')).map(({ subject }) => subject)).not.toContain('umbrella');
    const details = { reason: order.reason, until: expect.any(String) };
    expect(await audit('umbrella')).toEqual([
      { actor: 'key:1', action: 'tenant.pause', tenant_id: 'umbrella', details },
      { actor: 'user:jo', action: 'tenant.resume', tenant_id: 'umbrella', details },
    ]);
  });

  it('of an arm is audited as an act of the tenant whose admin it was, and is no healing', async () => {
    await one.set('arm', 'executor-arm', order, admin);
    await one.lift('arm', 'executor-arm', admin);
    expect(await audit('executor-arm')).toMatchObject([
      { action: 'breaker.open', tenant_id: 'acme' },
      { action: 'breaker.close', tenant_id: 'acme' },
    ]);
    expect(await new OperationsAudit(database).recent(60)).toEqual([]);
  });
});

describe('a replica that watches holds', () => {
  const watchOf = (store: Pick<HoldStore, 'list'>, onError = vi.fn<(error: unknown) => void>()) => ({
    watch: new HoldWatch({ store, kind: 'tenant', everyMs: 10, onError }),
    onError,
  });

  it('hears of those that another one sets and lifts, and of its own at once', async () => {
    const { watch } = watchOf(two);
    await watch.start();
    await one.set('tenant', 'initech', order, admin);
    await expect.poll(() => watch.of('initech')?.reason, { timeout: 30_000 }).toBe(order.reason);
    watch.learn('hooli', await two.set('tenant', 'hooli', order, admin));
    expect(watch.of('hooli')).toBeDefined();
    await one.lift('tenant', 'initech', admin);
    await expect.poll(() => watch.of('initech'), { timeout: 30_000 }).toBeUndefined();
    await watch.close();
  });

  it('knows after a restart what was held before', async () => {
    await one.set('tenant', 'globex', order, admin);
    const { watch } = watchOf(two);
    await watch.start();
    expect(watch.of('globex')).toBeDefined();
    await watch.close();
  });
});

describe('what a replica knows of holds', () => {
  const now = Date.now();
  const hold = {
    subject: 'acme',
    since: new Date(now),
    until: new Date(now + 60_000),
    reason: 'r',
    by: 'key:1',
  };
  const looks = () => {
    const list = vi.fn<HoldStore['list']>(async () => [hold]);
    const [onError, onLook] = [vi.fn<(error: unknown) => void>(), vi.fn<() => void>()];
    const watch = new HoldWatch({ store: { list }, kind: 'tenant', everyMs: 1, onError, onLook });
    return { list, onError, onLook, watch };
  };

  it('holds until its time while the database is away, which is told once', async () => {
    const { list, onError, onLook, watch } = looks();
    await watch.start();
    list.mockRejectedValue(new UnavailableError('away'));
    await expect.poll(() => onLook.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(3);
    expect([watch.of('acme'), onError.mock.calls.length]).toEqual([hold, 1]);
    await watch.close();
    vi.spyOn(Date, 'now').mockReturnValue(now + 60_000);
    expect([watch.of('acme'), watch.all]).toEqual([undefined, []]);
    vi.restoreAllMocks();
  });

  it('is not set back by an answer from before a change of its own', async () => {
    const { list, watch, onLook } = looks();
    let answer = (_holds: []): void => undefined;
    list.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const started = watch.start();
    watch.learn('acme', hold);
    answer([]);
    await started;
    expect([watch.of('acme'), onLook.mock.calls.length]).toEqual([hold, 2]);
    await watch.close();
    watch.learn('acme', undefined);
    expect(watch.all).toEqual([]);
  });
});
