import { newId } from '@octollm/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import type { ModelCall } from '../usage/model-call.ts';
import { ModelCallStore } from '../usage/model-call-store.ts';
import { BudgetLeases } from './budget-leases.ts';
import { BudgetLedger } from './budget-ledger.ts';
import type { LeaseRequest } from './lease-statements.ts';

let databases: TestDatabases;
let leases: readonly [BudgetLeases, BudgetLeases];
let calls: ModelCallStore;
let ledger: BudgetLedger;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  leases = [new BudgetLeases(database), new BudgetLeases((await databases.open(url)).database)];
  calls = new ModelCallStore(database);
  ledger = new BudgetLedger(database);
});
afterAll(() => databases.stop());

let tenantId: string;
let leaseId: string;
beforeEach(() => {
  tenantId = `tenant-${newId()}`;
  leaseId = newId();
});

const month = '2026-11';
const leaseMs = 60_000;
const request = (needNanoUsd: number, rest: Partial<LeaseRequest> = {}): LeaseRequest => ({
  tenantId,
  leaseId,
  month,
  capNanoUsd: 1_000,
  idleNanoUsd: 0,
  needNanoUsd,
  share: 0,
  leaseMs,
  ...rest,
});
const granted = async (...args: Parameters<typeof request>): Promise<number> =>
  (await leases[0].take(request(...args))).grantedNanoUsd;
const call = (costNanoUsd: number, rest: Partial<ModelCall> = {}): ModelCall => ({
  tenantId,
  id: newId(),
  keyId: 'key',
  endpoint: '/v1/chat/completions',
  provider: 'openai',
  model: 'gpt-5',
  promptTokens: 10,
  completionTokens: 5,
  costNanoUsd,
  month,
  leaseId,
  finishedAt: new Date(),
  ...rest,
});
/** What is spent and what is reserved of the month. */
const account = async (): Promise<readonly [number, number]> => {
  const { spent, reserved } = await ledger.account(tenantId, 'tenant_month', month);
  return [spent.nanoUsd, reserved.nanoUsd];
};

describe('a lease of money', () => {
  it('takes what a call needs, or a share of what is left when that is more, and reserves it on the month', async () => {
    expect(await granted(30)).toBe(30);
    expect(await account()).toEqual([0, 30]);
    expect(await granted(30, { share: 0.1 })).toBe(97);
    expect(await account()).toEqual([0, 127]);
  });

  it('gives back what is idle before it takes, and all of it when nothing is needed', async () => {
    await granted(400);
    expect(await granted(500, { idleNanoUsd: 400 })).toBe(500);
    expect(await account()).toEqual([0, 500]);
    expect(await granted(0, { idleNanoUsd: 500 })).toBe(0);
    expect(await account()).toEqual([0, 0]);
  });

  it('goes from what is reserved to what is spent as calls are recorded, each once', async () => {
    await granted(300);
    const [one, two] = [call(100), call(50)];
    expect(await calls.record([one, two], leaseMs)).toBe(2);
    expect(await account()).toEqual([150, 150]);
    expect(await calls.record([two, call(20), one], leaseMs)).toBe(1);
    expect(await account()).toEqual([170, 130]);
    expect((await ledger.account(tenantId, 'tenant_month', month)).spent).toEqual({
      nanoUsd: 170,
      tokens: 45,
      calls: 3,
    });
  });

  it('shares the month with the tasks of the orchestrator, in both directions', async () => {
    await granted(600);
    const caps = { task: {}, session: {}, tenantMonth: { nanoUsd: 1_000 } };
    const wish = { taskId: newId(), month, amount: { nanoUsd: 500, tokens: 0, calls: 1 } };
    expect(await ledger.reserve(tenantId, wish, caps)).toMatchObject({
      granted: false,
      stop: { account: 'tenant_month', reserved: 600 },
    });
    await ledger.reserve(tenantId, { ...wish, amount: { ...wish.amount, nanoUsd: 350 } }, caps);
    expect(await leases[1].take(request(60, { leaseId: newId() }))).toEqual({
      grantedNanoUsd: 0,
      spentNanoUsd: 0,
      heldNanoUsd: 950,
    });
  });

  it('gives one call alone what is left when that is too little, so that it passes the cap, and no second one', async () => {
    expect(await granted(5_000)).toBe(1_000);
    expect(await granted(5_000)).toBe(0);
    await calls.record([call(1_700)], leaseMs);
    expect(await account()).toEqual([1_700, 0]);
    expect(await granted(1)).toBe(0);
  });

  it('does not let a call pass the cap while others hold something', async () => {
    await granted(100);
    expect(await leases[1].take(request(950, { leaseId: newId() }))).toMatchObject({ grantedNanoUsd: 0 });
    expect(await leases[1].take(request(900, { leaseId: newId() }))).toMatchObject({ grantedNanoUsd: 900 });
  });

  it('ends when its replica gives no sign of life; what was recorded stays spent, the rest goes back', async () => {
    await granted(400, { leaseMs: -1 });
    expect(await account()).toEqual([0, 400]);
    const kept = newId();
    await leases[1].take(request(50, { leaseId: kept }));
    expect(await leases[1].expire()).toBe(1);
    expect(await account()).toEqual([0, 50]);
    // What the lost one still records is spent, but no longer held.
    await calls.record([call(30)], leaseMs);
    expect(await account()).toEqual([30, 50]);
    expect(
      await leases[0].extend(
        [
          { tenantId, leaseId },
          { tenantId, leaseId: kept },
        ],
        leaseMs,
      ),
    ).toEqual([kept]);
  });

  it('holds on as long as calls are recorded or it is extended', async () => {
    await granted(400, { leaseMs: -1 });
    await calls.record([call(1)], leaseMs);
    expect(await leases[1].expire()).toBe(0);
    await leases[0].extend([{ tenantId, leaseId }], -1);
    expect(await leases[1].expire()).toBe(1);
  });

  it('passes the cap with what is spent by one call at most, for 20 parallel takers on two replicas', async () => {
    const cost = 30;
    let most = 0;
    const spend = async (n: number): Promise<void> => {
      const own = { leaseId: newId(), share: 0.05 };
      for (let round = 0; round < 5; round++) {
        const { grantedNanoUsd } = await leases[n % 2 === 0 ? 0 : 1].take(request(90, own));
        const [spent, reserved] = await account();
        most = Math.max(most, spent + reserved);
        if (grantedNanoUsd === 0) continue;
        await calls.record([call(cost, { leaseId: own.leaseId })], leaseMs);
        // The last call may be granted less than it costs.
        const idleNanoUsd = Math.max(0, grantedNanoUsd - cost);
        await leases[0].take(request(0, { ...own, share: 0, idleNanoUsd }));
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => spend(n)));
    expect(most).toBeLessThan(1_000 + cost);
    const [spent, reserved] = await account();
    expect(reserved).toBe(0);
    expect(spent).toBeGreaterThanOrEqual(330);
    expect(spent).toBeLessThan(1_000 + cost);
  });
});
