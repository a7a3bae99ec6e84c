import { RecordedMetrics } from '@octollm/arm-testing';
import { armCallMetrics, toolMetrics } from '@octollm/catalogue';
import { type CallerClaims, NotFoundError } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, HoldStore } from '@octollm/memory';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArmObserver } from './arm-observer.ts';
import { ArmRegistry } from './arm-registry.ts';
import type { BuiltInArms } from './built-in-arms.ts';
import { answerOf, armAt, callOptions, ScriptedArm } from './fixtures/scripted-arm.ts';
import type { ForeignArms } from './foreign-arms.ts';
import { HeldCircuits } from './held-circuits.ts';

const silent = pino({ level: 'silent' });
const admin: CallerClaims = { sub: 'k1', tenant_id: 'acme', scopes: ['admin'], tier: 'pro' };
const order = { state: 'open', for_seconds: 600, reason: 'it answers nonsense' } as const;
/** Looks are a second apart; a busy machine may take longer. */
const soon = { timeout: 30_000, interval: 50 };

let postgres: TestPostgres;
let url: string;
let server: ScriptedArm;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase();
  const database = await Database.open({ url, poolSize: 1, applicationName: 'migrations' });
  await database.migrate();
  await database.close();
  server = await ScriptedArm.start(({ path }) => answerOf(path.includes('b') ? 'b' : 'a'));
});
afterAll(async () => {
  for (const close of closers) await close();
  await server.stop();
  await postgres.stop();
});

/** A replica of the orchestrator with the arms a and b, as far as it knows of circuits. */
const startReplica = async (ids = ['a', 'b']) => {
  const database = await Database.open({ url, poolSize: 2, applicationName: 'replica' });
  const recorded = new RecordedMetrics(armCallMetrics, toolMetrics);
  const observer = new ArmObserver(recorded.metrics, { add: () => undefined }, silent);
  const arms = ids.map((id) => armAt(id, `${server.origin}/${id}`, { observer }));
  const registry = new ArmRegistry(
    { all: arms } as unknown as BuiltInArms,
    { all: [] } as unknown as ForeignArms,
    silent,
  );
  const circuits = new HeldCircuits(new HoldStore(database), registry, silent);
  await circuits.onApplicationBootstrap();
  closers.push(async () => {
    await circuits.onModuleDestroy();
    await database.close();
  });
  const breakerOf = (armId: string) => registry.breakers().find(({ arm_id }) => arm_id === armId);
  return { registry, circuits, recorded, breakerOf };
};

describe('a circuit that an operator holds open', () => {
  it('is open on every replica, with its end and its reason, and in the metrics', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    const breaker = await one.circuits.open('a', order, admin);
    expect(breaker).toMatchObject({ state: 'open', failures: 0, hold: { reason: order.reason } });
    expect(breaker.retry_at).toBe(breaker.hold?.until);
    await expect.poll(() => two.breakerOf('a'), soon).toEqual({ arm_id: 'a', ...breaker });
    expect(two.breakerOf('b')).not.toHaveProperty('hold');
    for (const { recorded } of [one, two])
      expect([await recorded.read('arm_breaker_state'), await recorded.read('arm_available')]).toEqual([
        { a: 2 },
        { a: 0 },
      ]);

    await two.circuits.close('a', admin);
    expect(two.breakerOf('a')).toEqual({ arm_id: 'a', state: 'closed', failures: 0, retry_at: null });
    await expect.poll(() => one.breakerOf('a')?.state, soon).toBe('closed');
    expect(await one.recorded.read('arm_breaker_state')).toEqual({ a: 0 });
  });

  it('sends calls to another arm, and fails them as an open circuit when there is none', async () => {
    const { registry, circuits } = await startReplica();
    await circuits.open('a', order, admin);
    const before = server.calls.length;
    expect(await registry.call('a', callOptions())).toMatchObject({
      success: true,
      provenance: { arm: 'b' },
      warnings: [expect.stringContaining('fallback:')],
    });
    await circuits.open('b', order, admin);
    expect(await registry.call('a', callOptions())).toMatchObject({
      error: {
        code: 'circuit_open',
        category: 'unavailable',
        message: expect.stringContaining('an operator holds its circuit open'),
        retryable: true,
      },
    });
    expect(server.calls.length).toBe(before + 1);
    await circuits.close('a', admin);
    expect(await registry.call('a', callOptions())).toMatchObject({ success: true, warnings: [] });
    await circuits.close('b', admin);
  });

  it('is open after a restart, before the first call', async () => {
    const { circuits } = await startReplica();
    await circuits.open('a', order, admin);
    const restarted = await startReplica();
    expect(restarted.breakerOf('a')).toMatchObject({ state: 'open', hold: { reason: order.reason } });
    await circuits.close('a', admin);
  });

  it('is of an arm that there is', async () => {
    const { circuits } = await startReplica(['a']);
    await expect(circuits.open('b', order, admin)).rejects.toThrow(NotFoundError);
    await expect(circuits.close('b', admin)).rejects.toThrow(NotFoundError);
  });
});
