import { newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsAudit } from './operations-audit.ts';

let databases: TestDatabases;
let admin: DataSource;
let audit: OperationsAudit;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  audit = new OperationsAudit(database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const act = (minutesAgo: number) => ({
  at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  actor: 'orchestrator-1',
  action: 'replace_worker',
  subject: 'task-queue',
  details: { reason: 'it had died', attempts: 2, first: true },
});

describe('what replicas mend by themselves', () => {
  it('is written down and read newest first, as far back as asked', async () => {
    const [old, recent] = [act(30), act(1)];
    await audit.record(newId(), recent);
    await audit.record(newId(), old);
    expect(await audit.recent(60)).toEqual([recent, old]);
    expect(await audit.recent(10)).toEqual([recent]);
  });

  it('is written once, however often it is sent', async () => {
    const before = await audit.recent(60);
    const id = newId();
    await audit.record(id, act(2));
    await audit.record(id, act(2));
    expect(await audit.recent(60)).toHaveLength(before.length + 1);
  });

  it.each([
    `UPDATE operations_audit SET action = 'nothing'`,
    'DELETE FROM operations_audit',
    'TRUNCATE operations_audit',
  ])('is never changed: %s', async (statement) => {
    await expect(admin.query(statement)).rejects.toThrow('only ever added');
  });
});
