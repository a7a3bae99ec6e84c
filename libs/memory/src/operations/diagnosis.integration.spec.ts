import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { diagnoseDatabase } from './diagnosis.ts';

let databases: TestDatabases;
let database: Database;
beforeAll(async () => {
  databases = await startTestDatabases();
  ({ database } = await databases.open());
});
afterAll(() => databases.stop());

describe('the diagnosis of a database', () => {
  it('tells of the server, its connections and its tables', async () => {
    const { server, connections, waits, tables } = await diagnoseDatabase(database);
    expect(server).toEqual([
      expect.objectContaining({ max_connections: expect.any(Number), standby: false }),
    ]);
    expect(connections).toContainEqual(expect.objectContaining({ application_name: 'memory-tests' }));
    expect(waits).toEqual([]);
    expect(tables.map(({ table }) => table)).toContain('tasks');
  });

  it('says that it does not know the slow statements where nobody counts them', async () => {
    expect((await diagnoseDatabase(database)).statements).toBeNull();
  });
});
