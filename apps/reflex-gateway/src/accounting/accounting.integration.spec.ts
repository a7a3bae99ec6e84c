import { setTimeout as delay } from 'node:timers/promises';
import { InsufficientQuotaError, newId, tierLimits } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import {
  BudgetLeases,
  BudgetLedger,
  Database,
  ModelCallStore,
  toNanoDollars,
  UsageStore,
} from '@octollm/memory';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../identity/identity.ts';
import { Accounting } from './accounting.ts';
import type { PlannedCall, Reservation } from './call.ts';
import { CallLimits } from './call-limits.ts';
import { nanoUsdOf } from './cost.ts';
import { MoneyLeases } from './money/money-leases.ts';
import { CallRecords } from './records/call-records.ts';

let postgres: TestPostgres;
let url: string;
const databases: Database[] = [];
beforeAll(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase();
  await (await openDatabase()).migrate();
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await postgres.stop();
});

const openDatabase = async (): Promise<Database> => {
  const database = await Database.open({ url, poolSize: 5, applicationName: 'test' });
  databases.push(database);
  return database;
};

const logger = { warn: () => undefined, error: () => undefined } as unknown as Logger;
const metrics = {
  counter: () => ({ inc: () => undefined }),
  gauge: () => ({ set: () => undefined }),
} as unknown as Metrics;

/** The accounting of one replica of the gateway, with what it knows of the database. */
const openReplica = async () => {
  const database = await openDatabase();
  const records = new CallRecords({ store: new ModelCallStore(database), logger, metrics });
  const leases = new BudgetLeases(database);
  const money = new MoneyLeases({
    leases,
    logger,
    record: () => records.flush(),
    everyMs: 3_600_000,
    idleMs: 1,
  });
  const limits = new CallLimits(new LocalAdmissionLimiter(), metrics, logger);
  const accounting = new Accounting(limits, money, records, metrics);
  return {
    accounting,
    records,
    money,
    leases,
    ledger: new BudgetLedger(database),
    usage: new UsageStore(database),
  };
};
type Replica = Awaited<ReturnType<typeof openReplica>>;

let one: Replica;
let two: Replica;
let identity: Identity;
beforeEach(async () => {
  [one, two] = await Promise.all([openReplica(), openReplica()]);
  identity = { keyId: newId(), tenantId: `tenant-${newId()}`, scopes: [], tier: 'pro' };
  return async () => {
    for (const { accounting } of [one, two]) await accounting.onApplicationShutdown();
  };
});

const month = new Date().toISOString().slice(0, 7);
const cap = toNanoDollars(tierLimits.pro.monthlyBudgetUsd);
/** $0.0051 at most, of which 4,000 tokens of the answer are $0.004. */
const planned = (rest: Partial<PlannedCall> = {}): PlannedCall => ({
  identity,
  endpoint: '/v1/chat/completions',
  provider: 'openai',
  model: 'gpt-3.5-turbo',
  promptTokens: 2_000,
  maxCompletionTokens: 2_733,
  ...rest,
});
const worst = nanoUsdOf(planned(), { promptTokens: 2_000, completionTokens: 2_733 });
const account = async () => {
  const { spent, reserved } = await one.ledger.account(identity.tenantId, 'tenant_month', month);
  return { spent: spent.nanoUsd, reserved: reserved.nanoUsd };
};
/** Spends all of the month but so many nano-dollars, as a task of the orchestrator does. */
const leave = async (nanoUsd: number): Promise<void> => {
  const amount = { nanoUsd: cap - nanoUsd, tokens: 0, calls: 1 };
  const caps = { task: {}, session: {}, tenantMonth: { nanoUsd: cap } };
  const result = await one.ledger.reserve(identity.tenantId, { taskId: newId(), month, amount }, caps);
  if (result.granted) await one.ledger.settle(result.reservation, null);
};
const attempt = async (replica: Replica, call = planned()): Promise<Reservation | InsufficientQuotaError> =>
  replica.accounting.reserve(call).catch((error: unknown) => {
    if (error instanceof InsufficientQuotaError) return error;
    throw error;
  });
const isGranted = (result: Reservation | InsufficientQuotaError): result is Reservation => 'callId' in result;

describe('calls of models', () => {
  it('are paid from the month of the tenant, exactly what they used, and are in the usage report', async () => {
    const reservations = await Promise.all(
      [one, two, one].map(({ accounting }) => accounting.reserve(planned())),
    );
    for (const reservation of reservations) {
      reservation.settle({ prompt_tokens: 1_000, completion_tokens: 200 });
      reservation.settle({ prompt_tokens: 9_000, completion_tokens: 9_000 });
      reservation.release();
    }
    for (const { accounting } of [one, two]) await accounting.onApplicationShutdown();
    expect(await account()).toEqual({ spent: 3 * 800_000, reserved: 0 });
    const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 1_000) };
    expect((await one.usage.read(identity.tenantId, period, ['model'])).items).toEqual([
      {
        model: 'gpt-3.5-turbo',
        prompt_tokens: 3_000,
        completion_tokens: 600,
        cost_usd: 0.002_4,
        llm_calls: 3,
        tool_calls: 0,
        tasks: 0,
      },
    ]);
  });

  it('cost nothing when they were not made', async () => {
    (await one.accounting.reserve(planned())).release();
    await one.accounting.onApplicationShutdown();
    expect(await account()).toEqual({ spent: 0, reserved: 0 });
  });

  it('cost what their answer cost when another model gave it', async () => {
    const reservation = await one.accounting.reserve(planned());
    const answered_by = { provider: 'openai', model: 'gpt-4' };
    reservation.settle({ prompt_tokens: 1_000, completion_tokens: 100, answered_by });
    await one.records.flush();
    expect((await account()).spent).toBe(36_000_000);
  });

  it('hold what the dearest model costs that may answer', async () => {
    await leave(4 * worst);
    const fallbacks = [{ provider: 'openai', model: 'gpt-4' }];
    // The rest of a month is given to one call, also when it is not enough.
    expect(isGranted(await attempt(one, planned({ fallbacks })))).toBe(true);
    expect(await attempt(one)).toBeInstanceOf(InsufficientQuotaError);
  });

  it('that can cost nothing are recorded and need no money', async () => {
    await leave(0);
    const free = await one.accounting.reserve(planned({ provider: 'offline', model: 'offline' }));
    free.settle({ prompt_tokens: 5, completion_tokens: 5 });
    expect(await one.records.flush()).toBe(1);
    expect(await account()).toEqual({ spent: cap, reserved: 0 });
  });

  it('do not pass the cap: 20 at the same time on two replicas with $0.01 left', async () => {
    const left = toNanoDollars(0.01);
    await leave(left);
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => attempt(n % 2 === 0 ? one : two)));
    const calls = results.filter(isGranted);
    expect(calls).toHaveLength(Math.floor(left / worst));
    expect((await account()).reserved).toBeLessThanOrEqual(left);
    const refused = results.filter((result) => result instanceof InsufficientQuotaError);
    expect(refused.map(({ status, retryAfter }) => [status, retryAfter])).toEqual(
      refused.map(() => [429, 1]),
    );
    // As dear as they may be: the rest is not enough for another one, and is given to one alone.
    for (const call of calls) call.settle({ prompt_tokens: 2_000, completion_tokens: 2_733 });
    for (const { records } of [one, two]) await records.flush();
    const last = await Promise.all(Array.from({ length: 20 }, (_, n) => attempt(n % 2 === 0 ? one : two)));
    const lastCalls = last.filter(isGranted);
    expect(lastCalls.length).toBeLessThanOrEqual(1);
    for (const call of lastCalls) call.settle({ prompt_tokens: 2_000, completion_tokens: 2_733 });
    for (const { records } of [one, two]) await records.flush();
    const { spent } = await account();
    expect(spent).toBeLessThanOrEqual(cap + worst);
    expect(isGranted(await attempt(two))).toBe(spent < cap);
  });

  it('pass the cap by one call at most, however often 20 at the same time try', async () => {
    await leave(toNanoDollars(0.01));
    for (let round = 0; round < 6; round++) {
      const results = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const result = await attempt(n % 2 === 0 ? one : two);
          if (!isGranted(result)) return 0;
          await delay(n);
          result.settle({ prompt_tokens: 2_000, completion_tokens: 600 });
          return 1;
        }),
      );
      for (const { records, money } of [one, two]) {
        await records.flush();
        await money.lookAfter();
      }
      if (results.every((count) => count === 0)) break;
    }
    const { spent, reserved } = await account();
    expect(reserved).toBe(0);
    expect(spent).toBeGreaterThan(cap - worst);
    expect(spent).toBeLessThanOrEqual(cap + worst);
  });

  it('of a replica that was killed: what it had recorded is spent, what it held is back when its lease ends', async () => {
    const killed = await openReplica();
    const taken = vi.spyOn(killed.leases, 'take');
    (await killed.accounting.reserve(planned())).settle({ prompt_tokens: 1_000, completion_tokens: 200 });
    await killed.records.flush();
    await killed.accounting.reserve(planned());
    const held = (await account()).reserved;
    expect(held).toBeGreaterThanOrEqual(worst);
    const leaseId = taken.mock.calls[0]?.[0].leaseId ?? '';
    await two.leases.extend([{ tenantId: identity.tenantId, leaseId }], -1);
    await two.money.lookAfter();
    expect(await account()).toEqual({ spent: 800_000, reserved: 0 });
  });

  it('give the money back that nobody uses', async () => {
    const reservation = await one.accounting.reserve(planned());
    await one.money.lookAfter();
    expect((await account()).reserved).toBeGreaterThanOrEqual(worst);
    reservation.release();
    await delay(5);
    await one.money.lookAfter();
    expect(await account()).toEqual({ spent: 0, reserved: 0 });
  });
});
