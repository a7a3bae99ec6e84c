import { type ArmCapability, ConflictError } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { mostForeignArms } from './arm-statements.ts';
import { ArmStore } from './arm-store.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

const capability = (arm_id: string, change: Partial<ArmCapability> = {}): ArmCapability => ({
  arm_id,
  name: 'Weather',
  description: '',
  capabilities: ['forecast'],
  input_schema: {},
  output_schema: { forecast: { type: 'object', properties: { wind: { type: 'number' } } } },
  cost_tier: 1,
  average_latency_ms: 10.5,
  success_rate: 0.99,
  endpoint: 'http://10.0.0.7:8080/arm',
  max_concurrent_tasks: 5,
  version: '1.0.0',
  ...change,
});

const twoReplicas = async () => {
  const { database, url } = await databases.open();
  const other = await databases.open(url);
  return [new ArmStore(database), new ArmStore(other.database)] as const;
};

describe('foreign arms', () => {
  it('are stored as they were registered, for every replica', async () => {
    const [one, two] = await twoReplicas();
    expect(await one.list()).toEqual([]);
    expect(await one.save(capability('weather'), 'acme')).toEqual({
      capability: capability('weather'),
      revision: 1,
    });
    await two.save(capability('news'), 'acme');
    expect((await two.list()).map((arm) => arm.capability.arm_id)).toEqual(['news', 'weather']);
    expect(await one.list()).toEqual(await two.list());
  });

  it('get a new revision when they change, and none when they are registered again as they are', async () => {
    const [one, two] = await twoReplicas();
    await one.save(capability('weather'), 'acme');
    expect(await two.save(capability('weather'), 'other')).toMatchObject({ revision: 1 });
    const moved = capability('weather', { endpoint: 'http://10.0.0.8' });
    expect(await two.save(moved, 'other')).toEqual({ capability: moved, revision: 2 });
    expect(await one.list()).toEqual([{ capability: moved, revision: 2 }]);
  });

  it('are a hundred at most, each of which can still be changed', async () => {
    const [store] = await twoReplicas();
    for (let n = 0; n < mostForeignArms; n++) await store.save(capability(`arm-${n}`), 'acme');
    await expect(store.save(capability('one-more'), 'acme')).rejects.toThrow(ConflictError);
    expect(await store.save(capability('arm-7', { version: '2' }), 'acme')).toMatchObject({ revision: 2 });
    expect(await store.list()).toHaveLength(mostForeignArms);
  });
});
