import { newId, UnavailableError } from '@octollm/contracts';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { Database } from '../database/database.ts';
import { startSpendingReplica } from '../fixtures/spending-replica.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import type { BudgetAmount, BudgetCaps, BudgetScope, Reservation } from './amount.ts';
import { BudgetLedger } from './budget-ledger.ts';

let databases: TestDatabases;
/** Two replicas: each has its own pool. */
let replicas: readonly [BudgetLedger, BudgetLedger];
let url: string;
beforeAll(async () => {
  databases = await startTestDatabases();
  const first = await databases.open();
  url = first.url;
  replicas = [new BudgetLedger(first.database), new BudgetLedger((await databases.open(url)).database)];
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

  it('is settled before a replica stops, although nobody waits for it', async () => {
    const reservations = await Promise.all(Array.from({ length: 5 }, () => reserved(amount(500))));
    const settling = reservations.map((one) => replicas[0].settle(one, amount(100)));
    await replicas[0].settled();
    expect(await replicas[1].account(tenant, 'task', taskId)).toEqual({
      spent: amount(500, 0, 5),
      reserved: amount(0, 0, 0),
    });
    await Promise.all(settling);
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

/** How many statements are sent to PostgreSQL meanwhile. */
const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
};

describe('calls that come together', () => {
  const wish = (nanoUsd: number, rest: Partial<BudgetScope> = {}) => ({
    ...scope({ taskId: newId(), ...rest }),
    amount: amount(nanoUsd),
  });
  const monthOf = (nanoUsd: number): BudgetCaps => ({ ...unlimited, tenantMonth: { nanoUsd } });

  it('share a statement to reserve, one more when their accounts are new, and one to settle', async () => {
    const wishes = Array.from({ length: 60 }, () => wish(10, { sessionId: 's' }));
    const reserve = async () =>
      Promise.all(wishes.map((one) => replicas[0].reserve(tenant, one, monthOf(5_000))));
    expect(await statementsOf(reserve)).toBe(2);
    expect(await statementsOf(reserve)).toBe(1);
    const reservations = (await reserve()).flatMap((result) => (result.granted ? result.reservation : []));
    expect(reservations).toHaveLength(60);
    const settle = async () => Promise.all(reservations.map((one) => replicas[0].settle(one, amount(4))));
    expect(await statementsOf(settle)).toBe(1);
    expect(await replicas[0].account(tenant, 'tenant_month', month)).toEqual({
      spent: amount(240, 0, 60),
      reserved: amount(1_200, 0, 120),
    });
  });

  it('get all that there is near a cap, and those for whom nothing is left hear which cap it is', async () => {
    const results = await Promise.all(
      [90, 300, 500, 200, 100, 10].map((nanoUsd) =>
        replicas[0].reserve(tenant, wish(nanoUsd), monthOf(1_000)),
      ),
    );
    const granted = results.flatMap((result) => (result.granted ? result.reservation.amount.nanoUsd : []));
    expect(new Set(granted)).toEqual(new Set([90, 300, 500, 100, 10]));
    expect(results[3]).toMatchObject({
      granted: false,
      stop: { account: 'tenant_month', unit: 'nanoUsd', cap: 1_000, spent: 0 },
    });
  });

  it('make room for one another when some end as others begin', async () => {
    const taken = await reserved(amount(1_000), monthOf(1_000));
    const changes = () => [
      replicas[0].settle(taken, amount(400)),
      replicas[0].reserve(tenant, { ...scope(), amount: amount(600) }, monthOf(1_000)),
    ];
    expect(await statementsOf(() => Promise.all(changes()))).toBe(1);
    expect(await replicas[0].account(tenant, 'tenant_month', month)).toEqual({
      spent: amount(400),
      reserved: amount(600),
    });
  });

  it('are not stopped by the cap of another task, session or tenant', async () => {
    const caps = { task: { nanoUsd: 100 }, session: { nanoUsd: 150 }, tenantMonth: {} };
    const other = { ...wish(100), taskId: newId() };
    const results = await Promise.all([
      replicas[0].reserve(tenant, wish(101), caps),
      replicas[0].reserve(tenant, wish(100, { sessionId: 's' }), caps),
      replicas[0].reserve(tenant, wish(100, { sessionId: 's' }), caps),
      replicas[0].reserve(tenant, wish(100, { sessionId: 't' }), caps),
      replicas[0].reserve(`${tenant}-other`, other, caps),
    ]);
    expect(results.map(({ granted }) => granted)).toEqual([false, true, false, true, true]);
    expect(results[0]).toMatchObject({ stop: { account: 'task', cap: 100 } });
    expect(results[2]).toMatchObject({ stop: { account: 'session', cap: 150, reserved: 100 } });
  });

  it('do not fail because one of them cannot be written', async () => {
    const outcomes = await Promise.allSettled([
      replicas[0].reserve(tenant, wish(1), unlimited),
      replicas[0].reserve(tenant, { ...wish(1), taskId: 'no id' }, unlimited),
      replicas[0].reserve(tenant, wish(1), unlimited),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await replicas[0].account(tenant, 'tenant_month', month)).reserved.calls).toBe(2);
  });
});

const lost = (): Error => new Error('Connection terminated unexpectedly');

/** What is sent to PostgreSQL, of which some may be lost. */
const spyOnStatements = () =>
  vi.spyOn(pg.Client.prototype, 'query') as unknown as MockInstance<() => Promise<unknown>>;

describe('a charge', () => {
  it('counts what was used, whatever the caps say', async () => {
    await replicas[0].settle(await reserved(amount(1_000)), null);
    await replicas[0].charge(tenant, scope(), amount(500));
    expect((await replicas[1].account(tenant, 'tenant_month', month)).spent).toEqual(amount(1_500, 0, 2));
  });

  it('is written before a replica that stops has stopped', async () => {
    const stopping = new BudgetLedger((await databases.open(url)).database);
    void stopping.charge(tenant, scope(), amount(500));
    await stopping.settled();
    expect((await replicas[1].account(tenant, 'task', taskId)).spent).toEqual(amount(500));
  });
});

describe('while the database does not answer', () => {
  const open = async (statementTimeoutMs = 8_000): Promise<{ database: Database; ledger: BudgetLedger }> => {
    const database = await Database.open({ url, poolSize: 2, applicationName: 'outage', statementTimeoutMs });
    return { database, ledger: new BudgetLedger(database) };
  };
  const wish = () => ({ ...scope(), amount: amount(500) });

  it('settlements come again until they are written, all of those that failed together', async () => {
    const reservations = await Promise.all(Array.from({ length: 20 }, () => reserved(amount(500))));
    const { database, ledger } = await open();
    const sent = spyOnStatements();
    for (let n = 0; n < 2; n++) sent.mockImplementationOnce(() => Promise.reject(lost()));
    const settled = await Promise.all(reservations.map((one) => ledger.settle(one, amount(100))));
    const statementsSent = sent.mock.calls.length;
    sent.mockRestore();
    expect(settled.every(Boolean)).toBe(true);
    // Two that are lost and one that is written; the waits of some may end in the next millisecond.
    expect(statementsSent).toBeLessThan(6);
    expect(await replicas[1].account(tenant, 'task', taskId)).toEqual({
      spent: amount(2_000, 0, 20),
      reserved: amount(0, 0, 0),
    });
    await database.close();
  });

  it('what was used without a reservation is counted when the database is back, once', async () => {
    const { database, ledger } = await open();
    const sent = spyOnStatements();
    for (let n = 0; n < 2; n++) sent.mockImplementationOnce(() => Promise.reject(lost()));
    await ledger.charge(tenant, scope(), amount(300));
    sent.mockRestore();
    expect(await replicas[1].account(tenant, 'task', taskId)).toEqual({
      spent: amount(300),
      reserved: amount(0, 0, 0),
    });
    await database.close();
  });

  it('a replica that stops tries once more and no longer', async () => {
    const reservation = await reserved(amount(500));
    const { database, ledger } = await open();
    const sent = spyOnStatements().mockImplementation(() => Promise.reject(lost()));
    const settling = ledger.settle(reservation, amount(100)).catch((error: unknown) => error);
    await vi.waitFor(() => expect(sent).toHaveBeenCalled());
    await ledger.settled();
    sent.mockRestore();
    expect(await settling).toBeInstanceOf(UnavailableError);
    await database.close();
  });

  it('what a lost statement reserved is given back, although it reserves only after it was given up', async () => {
    const { database, ledger } = await open(300);
    await replicas[0].settle(await reserved(amount(1)), amount(0, 0, 0));
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM budget_accounts WHERE tenant_id = $1 FOR UPDATE', [tenant]);
    await expect(ledger.reserve(tenant, wish(), unlimited)).rejects.toThrow(UnavailableError);
    // Goes together with the settlement of what was lost, which finds nothing yet.
    expect(await ledger.settle({ tenantId: tenant, id: newId(), amount: amount(500) }, null)).toBe(false);
    await holder.query('COMMIT');
    // In PostgreSQL the statement goes on.
    await vi.waitFor(async () => {
      const { rows } = await holder.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'outage' AND state = 'active'`,
      );
      expect(rows).toEqual([]);
    }, 10_000);
    await holder.end();
    await vi.waitFor(
      async () =>
        expect(await replicas[1].account(tenant, 'task', taskId)).toEqual({
          spent: amount(0, 0, 0),
          reserved: amount(0, 0, 0),
        }),
      20_000,
    );
    await database.close();
  });
});

describe('a replica that is killed in the middle of its calls', () => {
  it('leaves none of them uncounted, and holds nothing any more once its task is taken over', async () => {
    const cap = 20_000;
    const caps = { ...unlimited, tenantMonth: { nanoUsd: cap } };
    const lost = startSpendingReplica({ url, tenantId: tenant, taskId, month, capNanoUsd: cap });
    const other = newId();
    while (lost.named.length < 60) {
      const wishes = Array.from({ length: 5 }, () => ({ ...scope({ taskId: other }), amount: amount(90) }));
      const results = await Promise.all(wishes.map((one) => replicas[0].reserve(tenant, one, caps)));
      const { spent, reserved: held } = await replicas[0].account(tenant, 'tenant_month', month);
      expect(spent.nanoUsd + held.nanoUsd).toBeLessThanOrEqual(cap);
      for (const result of results)
        if (result.granted) await replicas[0].settle(result.reservation, amount(1));
    }
    await lost.kill();
    // What was on its way when the process died may be committed still.
    await vi.waitFor(async () => expect(await lost.isConnected()).toBe(false), 10_000);
    const { spent, reserved: held } = await replicas[0].account(tenant, 'task', taskId);
    expect(spent.calls + held.calls).toBeGreaterThanOrEqual(lost.named.length);
    expect(held.calls).toBeGreaterThan(0);
    expect(await replicas[0].settleOpen(tenant, taskId)).toBe(held.calls);
    const after = await replicas[0].account(tenant, 'tenant_month', month);
    expect(after.reserved).toEqual(amount(0, 0, 0));
    expect((await replicas[0].account(tenant, 'task', taskId)).spent.nanoUsd).toBe(
      spent.nanoUsd + held.nanoUsd,
    );
    const left = cap - after.spent.nanoUsd;
    expect(await replicas[0].reserve(tenant, { ...scope(), amount: amount(left + 1) }, caps)).toMatchObject({
      granted: false,
    });
    expect((await reserved(amount(left), caps)).amount.nanoUsd).toBe(left);
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
const least = (a: BudgetAmount, b: BudgetAmount): BudgetAmount =>
  amount(Math.min(a.nanoUsd, b.nanoUsd), Math.min(a.tokens, b.tokens), Math.min(a.calls, b.calls));
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

const burst = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('reserve' as const), task: fc.nat(2), want: arbitraryAmount }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('settle' as const), which: fc.nat(9), used: arbitraryAmount }),
    },
  ),
  { minLength: 1, maxLength: 12 },
);

describe('what two replicas do at the same time', () => {
  it('never takes more than a cap, counts every call once, and refuses nothing for which there is room', async () => {
    const cap = amount(200, 200, 12);
    const sessionCap = amount(250, 250, 16);
    const monthCap = amount(300, 300, 20);
    const caps = { task: cap, session: sessionCap, tenantMonth: monthCap };
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { maxLength: 5 }), async (bursts) => {
        const name = `tenant-${newId()}`;
        const tasks = [newId(), newId(), newId()];
        const open: { reservation: Reservation; task: number }[] = [];
        const settled: { task: number; used: BudgetAmount }[] = [];
        const sum = (amounts: readonly BudgetAmount[]): BudgetAmount => amounts.reduce(plus, amount(0, 0, 0));
        /** The first two tasks are of one session. */
        const accounts = [
          ...tasks.map((key, task) => ({ kind: 'task' as const, key, limit: cap, of: [task] })),
          { kind: 'session' as const, key: 's', limit: sessionCap, of: [0, 1] },
          { kind: 'tenant_month' as const, key: month, limit: monthCap, of: [0, 1, 2] },
        ];
        const heldBy = (of: readonly number[]) =>
          sum(open.filter(({ task }) => of.includes(task)).map(({ reservation }) => reservation.amount));
        const spentBy = (of: readonly number[]) =>
          sum(settled.filter(({ task }) => of.includes(task)).map(({ used }) => used));
        for (const together of bursts) {
          const before = accounts.map(({ of }) => plus(heldBy(of), spentBy(of)));
          const wishes = together.filter((one) => one.kind === 'reserve');
          const wanted = (of: readonly number[]) =>
            sum(wishes.filter(({ task }) => of.includes(task)).map(({ want }) => want));
          const ending = new Map(
            together.flatMap((one) => {
              const found = one.kind === 'settle' ? open[one.which] : undefined;
              // What a call reports beyond its reservation may pass a cap, so none does here.
              return one.kind === 'settle' && found !== undefined
                ? [[found, least(one.used, found.reservation.amount)] as const]
                : [];
            }),
          );
          const ends = [...ending].map(async ([found, used], n) => {
            expect(await replicas[n % 2 === 0 ? 1 : 0].settle(found.reservation, used)).toBe(true);
            settled.push({ task: found.task, used });
          });
          const begins = wishes.map(async ({ task, want }, n) => {
            const request = {
              taskId: tasks[task] ?? '',
              month,
              amount: want,
              ...(task === 2 ? {} : { sessionId: 's' }),
            };
            const result = await replicas[n % 2 === 0 ? 0 : 1].reserve(name, request, caps);
            if (result.granted) return { reservation: result.reservation, task };
            const mightFail = accounts.some(
              ({ of, limit }, index) =>
                of.includes(task) && !fits(plus(before[index] ?? cap, wanted(of)), limit),
            );
            expect(mightFail).toBe(true);
            return null;
          });
          const begun = await Promise.all(begins);
          await Promise.all(ends);
          for (const found of ending.keys()) open.splice(open.indexOf(found), 1);
          open.push(...begun.filter((one) => one !== null));
          for (const { kind, key, limit, of } of accounts) {
            expect(fits(plus(heldBy(of), spentBy(of)), limit)).toBe(true);
            expect(await replicas[0].account(name, kind, key)).toEqual({
              spent: spentBy(of),
              reserved: heldBy(of),
            });
          }
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
