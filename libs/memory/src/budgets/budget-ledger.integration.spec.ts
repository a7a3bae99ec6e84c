import { newId } from '@octollm/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import type { BudgetAmount, BudgetCaps, BudgetScope, Reservation } from './amount.ts';
import { BudgetLedger } from './budget-ledger.ts';

let databases: TestDatabases;
/** Two replicas: each has its own pool. */
let replicas: readonly [BudgetLedger, BudgetLedger];
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  replicas = [new BudgetLedger(database), new BudgetLedger((await databases.open(url)).database)];
});
afterAll(() => databases.stop());

let tenant: string;
let taskId: string;
beforeEach(() => {
  tenant = `tenant-${newId()}`;
  taskId = newId();
});

const month = '2026-11';
const unlimited: BudgetCaps = { task: {}, session: {}, tenantMonth: {} };
const scope = (rest: Partial<BudgetScope> = {}): BudgetScope => ({ taskId, month, ...rest });
const amount = (nanoUsd: number, tokens = 0, calls = 1): BudgetAmount => ({ nanoUsd, tokens, calls });

const reserved = async (
  wish: BudgetAmount,
  caps: BudgetCaps = unlimited,
  rest: Partial<BudgetScope> = {},
): Promise<Reservation> => {
  const result = await replicas[0].reserve(tenant, { ...scope(rest), amount: wish }, caps);
  if (!result.granted) throw new Error(`refused: ${JSON.stringify(result.stop)}`);
  return result.reservation;
};

describe('a reservation', () => {
  it('takes from the accounts of the task, the session and the month, until it is settled', async () => {
    const reservation = await reserved(amount(500, 40), unlimited, { sessionId: 's' });
    expect(reservation.amount).toEqual(amount(500, 40));
    const accounts = [
      ['task', taskId],
      ['session', 's'],
      ['tenant_month', month],
    ] as const;
    for (const [kind, key] of accounts)
      expect(await replicas[1].account(tenant, kind, key)).toEqual({
        spent: amount(0, 0, 0),
        reserved: amount(500, 40),
      });
    expect(await replicas[1].settle(reservation, amount(120, 30))).toBe(true);
    for (const [kind, key] of accounts)
      expect(await replicas[1].account(tenant, kind, key)).toEqual({
        spent: amount(120, 30),
        reserved: amount(0, 0, 0),
      });
  });

  it('is settled once: again changes nothing', async () => {
    const reservation = await reserved(amount(500));
    const settled = await Promise.all(
      Array.from({ length: 6 }, (_, n) => replicas[n % 2 === 0 ? 0 : 1].settle(reservation, amount(100))),
    );
    expect(settled.filter(Boolean)).toHaveLength(1);
    expect((await replicas[0].account(tenant, 'task', taskId)).spent).toEqual(amount(100));
  });

  it('counts a call that reports more than it had reserved with what it reports', async () => {
    const caps = { ...unlimited, task: { nanoUsd: 500 } };
    await replicas[0].settle(await reserved(amount(500), caps), amount(700));
    expect((await replicas[0].account(tenant, 'task', taskId)).spent.nanoUsd).toBe(700);
    expect(await replicas[0].reserve(tenant, { ...scope(), amount: amount(1) }, caps)).toMatchObject({
      granted: false,
      stop: { spent: 700, reserved: 0 },
    });
  });

  it('that a call never reports on counts as used', async () => {
    await replicas[0].settle(await reserved(amount(500, 9)), null);
    expect(await replicas[0].account(tenant, 'task', taskId)).toEqual({
      spent: amount(500, 9),
      reserved: amount(0, 0, 0),
    });
  });

  it.each([
    ['the task', { task: { nanoUsd: 99 } }, { account: 'task', unit: 'nanoUsd', cap: 99 }],
    ['the task', { task: { tokens: 9 } }, { account: 'task', unit: 'tokens', cap: 9 }],
    ['the task', { task: { calls: 0 } }, { account: 'task', unit: 'calls', cap: 0 }],
    ['the session', { session: { nanoUsd: 99 } }, { account: 'session', unit: 'nanoUsd', cap: 99 }],
    ['the month', { tenantMonth: { nanoUsd: 99 } }, { account: 'tenant_month', unit: 'nanoUsd', cap: 99 }],
  ] as const)('is refused whole by a cap of %s, which it names: %j', async (_, caps, stop) => {
    const wish = { ...scope({ sessionId: 's' }), amount: amount(100, 10) };
    const result = await replicas[0].reserve(tenant, wish, { ...unlimited, ...caps });
    expect(result).toEqual({ granted: false, stop: { ...stop, spent: 0, reserved: 0 } });
    for (const [kind, key] of [
      ['task', taskId],
      ['session', 's'],
      ['tenant_month', month],
    ] as const)
      expect((await replicas[0].account(tenant, kind, key)).reserved).toEqual(amount(0, 0, 0));
  });

  it('may take what is left when that is enough', async () => {
    const caps = { ...unlimited, tenantMonth: { nanoUsd: 100 } };
    await reserved(amount(70), caps);
    const wish = { ...scope(), amount: amount(50, 8), least: amount(30, 1) };
    expect(await replicas[0].reserve(tenant, wish, caps)).toMatchObject({
      granted: true,
      reservation: { amount: amount(30, 8) },
    });
    expect(await replicas[0].reserve(tenant, wish, caps)).toMatchObject({
      granted: false,
      stop: { account: 'tenant_month', cap: 100, spent: 0, reserved: 100 },
    });
  });

  it('names a cap that is used up before one that calls under way only hold', async () => {
    await replicas[0].settle(await reserved(amount(0, 60)), amount(0, 60));
    await reserved(amount(80));
    const caps = { ...unlimited, task: { nanoUsd: 100, tokens: 100 } };
    const wish = { ...scope(), amount: amount(50, 50) };
    expect(await replicas[0].reserve(tenant, wish, caps)).toMatchObject({ stop: { unit: 'tokens' } });
  });
});

describe('what a lost holder had reserved', () => {
  it('is settled at the reservation when the task is taken over, and what it still reports changes nothing', async () => {
    const first = await reserved(amount(300, 5), unlimited, { sessionId: 's' });
    await reserved(amount(200, 5), unlimited, { sessionId: 's', month: '2026-12' });
    const others = await reserved(amount(11), unlimited, { taskId: newId() });
    expect(await replicas[1].settleOpen(tenant, taskId)).toBe(2);
    expect(await replicas[1].settleOpen(tenant, taskId)).toBe(0);
    expect(await replicas[0].settle(first, amount(1, 1))).toBe(false);
    expect((await replicas[0].account(tenant, 'task', taskId)).spent).toEqual(amount(500, 10, 2));
    expect((await replicas[0].account(tenant, 'session', 's')).spent).toEqual(amount(500, 10, 2));
    expect(await replicas[0].account(tenant, 'tenant_month', month)).toEqual({
      spent: amount(300, 5),
      reserved: amount(11),
    });
    await replicas[0].settle(others, null);
  });

  it('is settled in the end when nobody takes the task over, because it is gone', async () => {
    await reserved(amount(300));
    expect(await replicas[0].settleEnded({ endedForMs: 60_000, limit: 100 })).toBe(0);
    expect(await replicas[0].settleEnded({ endedForMs: -1_000, limit: 100 })).toBeGreaterThan(0);
    expect((await replicas[0].account(tenant, 'task', taskId)).spent).toEqual(amount(300));
  });
});

describe('20 parallel reservers on two replicas', () => {
  it.each([
    ['task', { task: { nanoUsd: 1_000 } }],
    ['session', { session: { nanoUsd: 1_000 } }],
    ['tenant_month', { tenantMonth: { nanoUsd: 1_000 } }],
  ] as const)('never hold more together than the cap of the %s', async (kind, caps) => {
    const key = { task: taskId, session: 's', tenant_month: month }[kind];
    let most = 0;
    const reserve = async (n: number): Promise<number> => {
      let granted = 0;
      for (let round = 0; round < 5; round++) {
        const ledger = replicas[n % 2 === 0 ? 0 : 1];
        const wish = { ...scope({ sessionId: 's' }), amount: amount(90) };
        const result = await ledger.reserve(tenant, wish, { ...unlimited, ...caps });
        const { spent, reserved: held } = await ledger.account(tenant, kind, key);
        most = Math.max(most, spent.nanoUsd + held.nanoUsd);
        if (!result.granted) continue;
        granted++;
        await ledger.settle(result.reservation, amount(30));
      }
      return granted;
    };
    const granted = await Promise.all(Array.from({ length: 20 }, (_, n) => reserve(n)));
    const calls = granted.reduce((sum, count) => sum + count, 0);
    expect(most).toBeLessThanOrEqual(1_000);
    expect(await replicas[0].account(tenant, kind, key)).toEqual({
      spent: amount(30 * calls, 0, calls),
      reserved: amount(0, 0, 0),
    });
    expect(calls).toBeGreaterThanOrEqual(11);
  });
});

/** The accounts as simple sums, and the reservations that are open. */
class Model {
  readonly open = new Map<string, { reservation: Reservation; task: string; amount: BudgetAmount }>();
  readonly spent = new Map<string, BudgetAmount>();

  sum(key: string): BudgetAmount {
    const held = [...this.open.values()].filter(({ task }) => key === 'month' || task === key);
    return [this.spent.get(key) ?? amount(0, 0, 0), ...held.map((open) => open.amount)].reduce(plus);
  }

  spend(task: string, used: BudgetAmount): void {
    for (const key of [task, 'month'])
      this.spent.set(key, plus(this.spent.get(key) ?? amount(0, 0, 0), used));
  }
}

const plus = (a: BudgetAmount, b: BudgetAmount): BudgetAmount =>
  amount(a.nanoUsd + b.nanoUsd, a.tokens + b.tokens, a.calls + b.calls);
const fits = (used: BudgetAmount, cap: BudgetAmount): boolean =>
  used.nanoUsd <= cap.nanoUsd && used.tokens <= cap.tokens && used.calls <= cap.calls;

const arbitraryAmount = fc.record({ nanoUsd: fc.nat(60), tokens: fc.nat(60), calls: fc.nat(2) });
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('reserve' as const), task: fc.nat(1), want: arbitraryAmount }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      which: fc.nat(5),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), task: fc.nat(1) }) },
);

describe('the arithmetic of the accounts', () => {
  it('is that of a simple model: never above a cap, and nothing is lost when holders crash', async () => {
    const cap = amount(200, 200, 12);
    const monthCap = amount(300, 300, 20);
    const caps = { task: cap, session: {}, tenantMonth: monthCap };
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const name = `tenant-${newId()}`;
        const tasks = [newId(), newId()];
        const model = new Model();
        const wrong: string[] = [];
        for (const [n, step] of commands.entries()) {
          const ledger = replicas[n % 2 === 0 ? 0 : 1];
          if (step.kind === 'reserve') {
            const task = tasks[step.task] ?? '';
            const result = await ledger.reserve(name, { taskId: task, month, amount: step.want }, caps);
            const expected =
              fits(plus(model.sum(task), step.want), cap) &&
              fits(plus(model.sum('month'), step.want), monthCap);
            wrong.push(...(result.granted === expected ? [] : [`${n}: granted ${result.granted}`]));
            if (result.granted)
              model.open.set(result.reservation.id, {
                reservation: result.reservation,
                task,
                amount: step.want,
              });
          } else if (step.kind === 'settle') {
            const open = [...model.open.values()][step.which];
            if (open === undefined) continue;
            const used = amount(
              Math.floor(open.amount.nanoUsd * step.share),
              Math.floor(open.amount.tokens * step.share),
              open.amount.calls,
            );
            await ledger.settle(open.reservation, used);
            model.open.delete(open.reservation.id);
            model.spend(open.task, used);
          } else {
            const task = tasks[step.task] ?? '';
            const lost = [...model.open.entries()].filter(([, open]) => open.task === task);
            const settled = await ledger.settleOpen(name, task);
            wrong.push(...(settled === lost.length ? [] : [`${n}: settled ${settled}`]));
            for (const [id, open] of lost) {
              model.open.delete(id);
              model.spend(task, open.amount);
            }
          }
          for (const [kind, key, modelKey] of [
            ['task', tasks[0] ?? '', tasks[0] ?? ''],
            ['task', tasks[1] ?? '', tasks[1] ?? ''],
            ['tenant_month', month, 'month'],
          ] as const) {
            const account = await ledger.account(name, kind, key);
            expect(plus(account.spent, account.reserved)).toEqual(model.sum(modelKey));
            expect(account.spent).toEqual(model.spent.get(modelKey) ?? amount(0, 0, 0));
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
