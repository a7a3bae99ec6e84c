import type { ArmCapability } from '@octollm/contracts';
import { ConflictError, ForbiddenError, UnavailableError, UnprocessableError } from '@octollm/contracts';
import type { ArmStore, StoredArm } from '@octollm/memory';
import { EndpointAllowlist, ForeignClients, LocalTokenDenyList } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArmRegistry } from './arm-registry.ts';
import type { BuiltInArms } from './built-in-arms.ts';
import {
  answerOf,
  callOptions,
  capabilityOf,
  failureOf,
  ScriptedArm,
  signer,
  silentObserver,
} from './fixtures/scripted-arm.ts';
import { ForeignArms } from './foreign-arms.ts';

/** The table that the replicas share. */
class Table {
  readonly rows = new Map<string, StoredArm>();
  isAway = false;
  /** The list that was read is on its way until then. */
  answering: Promise<void> = Promise.resolve();

  async save(capability: ArmCapability): Promise<StoredArm> {
    const before = this.rows.get(capability.arm_id);
    const same = JSON.stringify(before?.capability) === JSON.stringify(capability);
    const stored = { capability, revision: (before?.revision ?? 0) + (same ? 0 : 1) };
    this.rows.set(capability.arm_id, stored);
    return stored;
  }

  async list(): Promise<StoredArm[]> {
    if (this.isAway) throw new UnavailableError('away');
    const rows = [...this.rows.values()];
    await this.answering;
    return rows;
  }
}

let server: ScriptedArm;
beforeEach(async () => {
  server = await ScriptedArm.start((call) => answerOf(call.path.includes('weather') ? 'weather' : 'a'));
});
afterEach(() => server.stop());

const noBuiltIn = { all: [], poll: async () => undefined } as unknown as BuiltInArms;

const replica = (table: Table, ...patterns: string[]) => {
  const arms = new ForeignArms(
    table as unknown as ArmStore,
    new ForeignClients(new EndpointAllowlist('ORCHESTRATOR_ARM_ALLOWLIST', patterns)),
    signer,
    new LocalTokenDenyList(),
    { ORCHESTRATOR_BREAKER_RESET_SECONDS: 60 } as ConstructorParameters<typeof ForeignArms>[4],
    silentObserver(),
    pino({ level: 'silent' }),
  );
  return { arms, registry: new ArmRegistry(noBuiltIn, arms, pino({ level: 'silent' })) };
};
const weather = (change: object = {}) => capabilityOf('weather', `${server.origin}/weather`, change);
const ids = (arms: ForeignArms) => arms.all.map(({ id }) => id);

describe('a foreign arm', () => {
  it('is called at its endpoint and its capability, by the replica that took it at once', async () => {
    const { registry } = replica(new Table(), '127.0.0.1:*');
    expect(await registry.register(weather(), 'acme')).toMatchObject({
      arm_id: 'weather',
      foreign: true,
      health: 'unknown',
      breaker: { state: 'closed' },
    });
    expect(await registry.call('weather', callOptions())).toMatchObject({ success: true });
    expect(server.calls.map(({ path }) => path)).toEqual(['/weather/forecast']);
    expect(registry.plannable).toEqual([
      { arm_id: 'weather', capabilities: ['forecast'], description: '', input_schema: {} },
    ]);
  });

  it('is found by its capability when no arm is named', async () => {
    const { registry } = replica(new Table(), '127.0.0.1:*');
    await registry.register(weather(), 'acme');
    expect(await registry.call(undefined, callOptions())).toMatchObject({ success: true, warnings: [] });
    expect(await registry.call(undefined, callOptions({ action: 'cook' }))).toMatchObject({
      error: { code: 'unknown_arm', message: 'No arm can cook.' },
    });
    expect(await registry.call('weather', callOptions({ action: 'cook' }))).toMatchObject({
      error: { code: 'unknown_action', category: 'invalid_input', retryable: false },
    });
    expect(await registry.call('baker', callOptions())).toMatchObject({
      error: { code: 'unknown_arm', retryable: true, retry_after: 5 },
    });
  });

  it('is known to the other replicas with their next poll', async () => {
    const table = new Table();
    const [one, two] = [replica(table, '127.0.0.1:*'), replica(table, '127.0.0.1:*')];
    await one.arms.register(weather(), 'acme');
    expect(ids(two.arms)).toEqual([]);
    await two.arms.sync();
    expect(ids(two.arms)).toEqual(['weather']);
    expect(await two.registry.call('weather', callOptions())).toMatchObject({ success: true });
  });

  it('keeps its breaker when it is registered again as it is, and starts anew when it changed', async () => {
    const { arms, registry } = replica(new Table(), '127.0.0.1:*');
    await arms.register(weather(), 'acme');
    server.script = () => failureOf('weather', 'unavailable');
    for (let n = 0; n < 5; n++) await registry.call('weather', callOptions());
    await arms.register(weather(), 'acme');
    await arms.sync();
    expect(registry.breakers()).toEqual([expect.objectContaining({ arm_id: 'weather', state: 'open' })]);
    await arms.register(weather({ version: '2' }), 'acme');
    expect(registry.list()).toMatchObject([{ version: '2', breaker: { state: 'closed', failures: 0 } }]);
  });

  it('lets calls in flight end on its old endpoint when it moves', async () => {
    const { arms, registry } = replica(new Table(), '127.0.0.1:*');
    await arms.register(weather(), 'acme');
    server.script = (_call, response) => {
      setTimeout(() => response.end(JSON.stringify(answerOf('weather'))), 50);
      return undefined;
    };
    const call = registry.call('weather', callOptions());
    await expect.poll(() => server.calls).toHaveLength(1);
    await arms.register(weather({ endpoint: `${server.origin}/weather/2` }), 'acme');
    expect(await call).toMatchObject({ success: true });
  });

  it('is not lost by a list that was read before it was registered, nor while the database is away', async () => {
    const table = new Table();
    const { arms } = replica(table, '127.0.0.1:*');
    let arrive = (): void => undefined;
    table.answering = new Promise((resolve) => {
      arrive = resolve;
    });
    const reading = arms.sync();
    await arms.register(weather(), 'acme');
    arrive();
    await reading;
    expect(ids(arms)).toEqual(['weather']);
    table.isAway = true;
    await expect(arms.sync()).rejects.toThrow(UnavailableError);
    expect(ids(arms)).toEqual(['weather']);
  });

  it('is gone when it is stored no longer, or may no longer be called', async () => {
    const table = new Table();
    const [open, closed] = [replica(table, '127.0.0.1:*'), replica(table)];
    await open.arms.register(weather(), 'acme');
    await closed.arms.sync();
    expect(ids(closed.arms)).toEqual([]);
    table.rows.clear();
    await open.arms.sync();
    expect(ids(open.arms)).toEqual([]);
  });

  it('is healthy with a health endpoint that is fine or not there, unhealthy after three that failed', async () => {
    const { arms } = replica(new Table(), '127.0.0.1:*');
    const arm = await arms.register(weather(), 'acme');
    server.ready = 404;
    await arms.poll();
    expect(arm.describe()).toMatchObject({ health: 'healthy', last_seen_at: expect.any(String) });
    server.ready = 503;
    const states = [];
    for (let n = 0; n < 3; n++) {
      await arms.poll();
      states.push(arm.standing.health);
    }
    server.ready = 200;
    for (let n = 0; n < 2; n++) {
      await arms.poll();
      states.push(arm.standing.health);
    }
    expect(states).toEqual(['healthy', 'healthy', 'unhealthy', 'unhealthy', 'healthy']);
  });

  it('answers only what its own schema promises', async () => {
    const { registry } = replica(new Table(), '127.0.0.1:*');
    const forecast = { type: 'object', properties: { wind: { type: 'string' } } };
    await registry.register(weather({ output_schema: { forecast } }), 'acme');
    expect(await registry.call('weather', callOptions())).toMatchObject({
      success: false,
      error: { code: 'invalid_response', retryable: true },
    });
  });
});

describe('an arm is not registered', () => {
  /** The error of a registration; it has to leave the table empty. */
  const refusal = async (patterns: string[], change: object): Promise<unknown> => {
    const table = new Table();
    const error: unknown = await replica(table, ...patterns)
      .arms.register(weather(change), 'acme')
      .catch((reason: unknown) => reason);
    return table.rows.size === 0 ? error : 'stored';
  };

  it.each(['executor-arm', 'orchestrator'])(
    'under the name of a part of the platform: %s',
    async (arm_id) => {
      expect(await refusal(['127.0.0.1:*'], { arm_id })).toBeInstanceOf(ConflictError);
    },
  );

  it('outside of ORCHESTRATOR_ARM_ALLOWLIST, which is named', async () => {
    const closed = await refusal([], {});
    expect(closed).toBeInstanceOf(ForbiddenError);
    expect(closed).toMatchObject({ message: expect.stringContaining('ORCHESTRATOR_ARM_ALLOWLIST is empty') });
    expect(await refusal(['10.0.0.7:*'], {})).toMatchObject({
      message: expect.stringContaining('no pattern of ORCHESTRATOR_ARM_ALLOWLIST'),
    });
  });

  it('with a schema that cannot be read', async () => {
    expect(await refusal(['127.0.0.1:*'], { output_schema: { type: 'x' } })).toBeInstanceOf(
      UnprocessableError,
    );
  });
});
