import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Allowance,
  newId,
  noUsage,
  type Provenance,
  TaskRequest,
  type Tier,
  type Usage,
} from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { BudgetLedger, Database } from '@octollm/memory';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ArmReply, armUnreachable, unanswered } from '../arms/arm-client.ts';
import { asksModel } from '../arms/asks-model.ts';
import { ArmPrices } from './arm-prices.ts';
import { type SpendingStep, TaskBudget, type TaskBudgetOptions } from './task-budget.ts';

let server: TestPostgres;
const databases: Database[] = [];
/** One for each of two replicas. */
let ledgers: readonly [BudgetLedger, BudgetLedger];
beforeAll(async () => {
  server = await startTestPostgres();
  const url = await server.createDatabase();
  const open = async (): Promise<BudgetLedger> => {
    const database = await Database.open({ url, poolSize: 10, applicationName: 'test' });
    databases.push(database);
    return new BudgetLedger(database);
  };
  ledgers = [await open(), await open()];
  await databases[0]?.migrate();
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await server.stop();
});

let tenantId: string;
let taskId: string;
beforeEach(() => {
  tenantId = `tenant-${newId()}`;
  taskId = newId();
});

const { signal } = new AbortController();
const steps = (count: number): SpendingStep[] =>
  Array.from({ length: count }, (_, n) => ({ id: `s${n}`, arm: 'coder-arm', estimated_tokens: 0 }));
const step: SpendingStep = { id: 'only', arm: 'coder-arm', estimated_tokens: 0 };
const toolStep: SpendingStep = { id: 'tool', arm: 'executor-arm', estimated_tokens: 0 };

interface Claim {
  readonly budget?: Partial<TaskRequest['budget']>;
  /** How often the task has been claimed. @default 1 */
  readonly token?: number;
  readonly session_id?: string;
  readonly tier?: Tier;
  readonly ledger?: BudgetLedger;
  readonly patienceMs?: number;
}

const failures: unknown[] = [];
const budgetOf = ({ budget = {}, token = 1, tier = 'pro', ledger, patienceMs, ...rest }: Claim = {}) => {
  const request = TaskRequest.parse({ goal: 'Do it.', budget, ...rest });
  const claimed = { lease: { tenantId, taskId, owner: 'a', token }, request };
  return new TaskBudget({
    ledger: ledger ?? ledgers[0],
    prices: new ArmPrices(),
    asksModels: asksModel,
    claimed: claimed as TaskBudgetOptions['claimed'],
    tier: async () => tier,
    onError: (error) => failures.push(error),
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
};

const provenance: Provenance = {
  arm: 'coder-arm',
  version: '1',
  model: 'gpt-4.1-mini',
  provider: 'openai',
  input_sha256: 'a'.repeat(64),
  output_sha256: 'a'.repeat(64),
  timestamp: '2026-11-21T00:00:00.000Z',
  duration_ms: 1,
  capability_token_id: newId(),
  sources: [],
};
const used = (cost_usd: number, completion_tokens = 10): Usage => ({
  ...noUsage,
  cost_usd,
  completion_tokens,
  llm_calls: 1,
});
const answered = (usage: Usage): ArmReply => ({
  success: true,
  output: {},
  error: null,
  confidence: 1,
  usage,
  provenance,
  warnings: [],
});

const account = async (kind: 'task' | 'session' | 'tenant_month' = 'task', key = taskId) =>
  ledgers[1].account(tenantId, kind, key);
const settledSpend = () =>
  vi.waitFor(async () => {
    const state = await account();
    expect(state.reserved.calls).toBe(0);
    return state.spent;
  }, 10_000);

describe('a cap is never exceeded by more than one call in flight', () => {
  it('under 20 parallel steps with max_cost_usd 0.01, and no call fails while money is left', async () => {
    const budget = budgetOf({ budget: { max_cost_usd: 0.01, max_tokens: 100_000 } });
    const parallel = steps(20);
    budget.expect(parallel);
    let most = 0;
    let inFlight = 0;
    const replies = await Promise.all(
      parallel.map((one) =>
        budget.within(one, signal, async ({ max_cost_usd }) => {
          inFlight++;
          const { spent, reserved } = await account();
          most = Math.max(most, spent.nanoUsd + reserved.nanoUsd);
          await sleep(5);
          inFlight--;
          // What a call uses is a part of what it may: the rest is there for others again.
          return answered(used(max_cost_usd * 0.2));
        }),
      ),
    );
    expect(inFlight).toBe(0);
    expect(most).toBeLessThanOrEqual(10_000_000);
    expect(replies.filter(({ success }) => !success)).toEqual([]);
    expect((await settledSpend()).calls).toBe(20);
  });

  it('when every call uses all that it may: the rest is refused, and the error names the cap', async () => {
    const budget = budgetOf({ budget: { max_cost_usd: 0.01, max_tokens: 100_000 } });
    const parallel = steps(20);
    budget.expect(parallel);
    const replies = await Promise.all(
      parallel.map((one) =>
        budget.within(one, signal, async ({ max_cost_usd }) => answered(used(max_cost_usd))),
      ),
    );
    const spent = await settledSpend();
    expect(spent.nanoUsd).toBeLessThanOrEqual(10_000_000);
    expect(spent.calls).toBe(replies.filter(({ success }) => success).length);
    const refused = replies.flatMap((reply) => (reply.success ? [] : [reply.error]));
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused)
      expect(error).toMatchObject({ code: 'budget_exceeded', category: 'budget', retryable: false });
    expect(refused[0]?.message).toMatch(/budget of the task for money .* of \$0\.0100/);
  });

  it('when a call uses more than it may, by that call', async () => {
    const budget = budgetOf({ budget: { max_cost_usd: 0.01 } });
    budget.expect(steps(3));
    await budget.within({ ...step, id: 's0' }, signal, async () => answered(used(0.02)));
    expect((await settledSpend()).nanoUsd).toBe(20_000_000);
    const call = vi.fn<() => Promise<ArmReply>>();
    expect(await budget.within({ ...step, id: 's1' }, signal, call)).toMatchObject({
      success: false,
      error: { code: 'budget_exceeded' },
    });
    expect(call).not.toHaveBeenCalled();
  });

  it('over tasks of two replicas that share the month of their tenant', async () => {
    const replicas = ledgers.map((ledger) => {
      taskId = newId();
      return budgetOf({ budget: { max_cost_usd: 3 }, tier: 'free', ledger });
    });
    const month = new Date().toISOString().slice(0, 7);
    let most = 0;
    const replies = await Promise.all(
      replicas.flatMap((budget) => {
        const parallel = steps(10);
        budget.expect(parallel);
        return parallel.map((one) =>
          budget.within(one, signal, async ({ max_cost_usd }) => {
            const { spent, reserved } = await account('tenant_month', month);
            most = Math.max(most, spent.nanoUsd + reserved.nanoUsd);
            return answered(used(max_cost_usd));
          }),
        );
      }),
    );
    expect(most).toBeLessThanOrEqual(5_000_000_000);
    const refused = replies.flatMap((reply) => (reply.success ? [] : [reply.error.message]));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.join()).toContain(`the tenant in ${month}`);
  });

  it.each([
    [
      'tokens',
      { max_tokens: 600 },
      used(0, 600),
      /budget of the task for tokens .* 600 tokens used of 600 tokens/,
    ],
    [
      'money',
      { max_cost_usd: 0.1 },
      used(0.1),
      /budget of the task for money .* \$0\.1000 used of \$0\.1000/,
    ],
    [
      'calls',
      {},
      { ...used(0), llm_calls: 2_000 },
      /budget of the task for calls .* 2000 calls used of 2000 calls/,
    ],
  ] as const)('and says so when it is one of %s', async (_, budget, usage, message) => {
    const tasks = budgetOf({ budget });
    await tasks.within(step, signal, async () => answered(usage));
    await settledSpend();
    const reply = await tasks.within(step, signal, async () => answered(noUsage));
    expect(reply).toMatchObject({
      success: false,
      error: { code: 'budget_exceeded', retryable: false, message: expect.stringMatching(message) as string },
    });
  });

  it('over the tasks of a session', async () => {
    await budgetOf({ session_id: 'talk', tier: 'free', budget: { max_cost_usd: 1 } }).within(
      step,
      signal,
      async () => answered(used(1)),
    );
    await settledSpend();
    taskId = newId();
    const reply = await budgetOf({ session_id: 'talk', tier: 'free' }).within(step, signal, async () =>
      answered(noUsage),
    );
    expect(reply).toMatchObject({
      success: false,
      error: { message: expect.stringContaining('session talk') as string },
    });
  });
});

describe('a call', () => {
  it('of an arm that can reach no model takes no round trip and may use nothing', async () => {
    const reserve = vi.fn<BudgetLedger['reserve']>();
    const settle = vi.fn<BudgetLedger['settle']>();
    const ledger = { reserve, settle } as Partial<BudgetLedger> as BudgetLedger;
    const budget = budgetOf({ ledger });
    const call = vi.fn<(allowance: Allowance) => Promise<ArmReply>>(async () =>
      answered({ ...noUsage, tool_calls: 1 }),
    );
    await budget.within(toolStep, signal, call);
    expect(call).toHaveBeenCalledWith({ max_tokens: 0, max_cost_usd: 0 });
    expect(reserve).not.toHaveBeenCalled();
    expect(settle).not.toHaveBeenCalled();
  });

  it('that was to cost nothing and did is counted', async () => {
    await budgetOf().within(toolStep, signal, async () => answered(used(0.5)));
    await vi.waitFor(async () => expect((await account()).spent.nanoUsd).toBe(500_000_000));
  });

  it('is given what was reserved for it and leaves some to steps that wait', async () => {
    const budget = budgetOf({ budget: { max_tokens: 8_000, max_cost_usd: 0.8 } });
    budget.expect(steps(4));
    await budget.within({ ...step, id: 's0' }, signal, async (allowance) => {
      expect(allowance).toEqual({ max_tokens: 2_000, max_cost_usd: 0.2 });
      expect((await account()).reserved).toEqual({ tokens: 2_000, nanoUsd: 200_000_000, calls: 1 });
      return answered(used(0));
    });
    await settledSpend();
  });

  it('reserves no more money than its tokens can cost once the model of its arm is known', async () => {
    const budget = budgetOf({ budget: { max_tokens: 10_000, max_cost_usd: 1 } });
    await budget.within(step, signal, async () => answered(used(0, 0)));
    await settledSpend();
    await budget.within(step, signal, async ({ max_cost_usd }) => {
      expect(max_cost_usd).toBe(0.032);
      return answered(noUsage);
    });
  });

  it('that is aborted, or of which nobody knows what it used, costs what was reserved; one that was not made nothing', async () => {
    const budget = budgetOf({ budget: { max_tokens: 10_000, max_cost_usd: 1 } });
    budget.expect(steps(10));
    const refused = { category: 'unavailable', message: '', retryable: true } as const;
    await budget.within({ ...step, id: 's0' }, signal, async () =>
      unanswered({ ...refused, code: armUnreachable }),
    );
    expect(await settledSpend()).toEqual({ nanoUsd: 0, tokens: 0, calls: 0 });
    await budget.within({ ...step, id: 's1' }, signal, async () =>
      unanswered({ ...refused, code: 'unavailable' }, 1),
    );
    const lost = await settledSpend();
    expect(lost.tokens).toBeGreaterThan(0);
    const reason = new Error('cancelled');
    await expect(budget.within({ ...step, id: 's2' }, signal, () => Promise.reject(reason))).rejects.toBe(
      reason,
    );
    expect((await settledSpend()).tokens).toBeGreaterThan(lost.tokens);
  });

  it('of which one arm never reported costs what was reserved, besides what the arm that answered reports', async () => {
    const budget = budgetOf({ budget: { max_tokens: 10_000, max_cost_usd: 1 } });
    budget.expect(steps(4));
    await budget.within({ ...step, id: 's0' }, signal, async () => ({
      ...answered(used(0.01, 10)),
      unreported: 1,
    }));
    expect(await settledSpend()).toEqual({ nanoUsd: 260_000_000, tokens: 2_510, calls: 2 });
  });

  it('waits for calls under way that hold what it needs, and not for longer than it may', async () => {
    const budget = budgetOf({ budget: { max_tokens: 600 }, patienceMs: 100 });
    budget.expect(steps(2));
    const held = await budget.allowanceFor({ ...step, id: 's0' }, signal);
    expect(await budget.allowanceFor({ ...step, id: 's1' }, signal)).toMatchObject({
      error: {
        code: 'budget_exceeded',
        retryable: true,
        message: expect.stringContaining('held by calls under way') as string,
      },
    });
    const patient = budgetOf({ budget: { max_tokens: 600 } });
    const waiting = patient.allowanceFor(step, signal);
    if ('reservation' in held) await budget.settled(held, { usage: noUsage });
    expect(await waiting).toMatchObject({ allowance: { max_tokens: 600 } });
  });

  it('stops waiting when it is aborted', async () => {
    const budget = budgetOf({ budget: { max_tokens: 600 } });
    await budget.allowanceFor(step, signal);
    const abort = new AbortController();
    const waiting = budget.allowanceFor(step, abort.signal);
    setTimeout(() => abort.abort(new Error('cancelled')), 30);
    await expect(waiting).rejects.toThrow('cancelled');
  });
});

describe('the budget of a task that was taken over', () => {
  it('goes on with what was spent before its holder let go of it to wait for people', async () => {
    const before = budgetOf({ budget: { max_tokens: 10_000 } });
    await before.within(step, signal, async () => answered(used(0, 4_000)));
    await settledSpend();
    const after = budgetOf({ budget: { max_tokens: 10_000 }, token: 2, ledger: ledgers[1] });
    after.expect(steps(2));
    await after.within({ ...step, id: 's0' }, signal, async ({ max_tokens }) => {
      expect(max_tokens).toBe(3_000);
      return answered(noUsage);
    });
    await settledSpend();
  });

  it('counts what the lost holder had reserved as spent, and goes on with the rest', async () => {
    const lost = budgetOf({ budget: { max_tokens: 10_000 } });
    lost.expect(steps(2));
    const grant = await lost.allowanceFor({ ...step, id: 's0' }, signal);
    const next = budgetOf({ budget: { max_tokens: 10_000 }, token: 2, ledger: ledgers[1] });
    await next.within(step, signal, async ({ max_tokens }) => {
      expect(max_tokens).toBe(5_000);
      return answered(used(0, 1));
    });
    // The lost holder is not quite lost and reports after all: that is too late.
    if ('reservation' in grant) await lost.settled(grant, { usage: used(0, 1) });
    expect((await settledSpend()).tokens).toBe(5_001);
  });

  it('is settled although nothing else is spent', async () => {
    const lost = budgetOf({ budget: { max_tokens: 10_000 } });
    await lost.allowanceFor(step, signal);
    budgetOf({ token: 2 });
    expect((await settledSpend()).tokens).toBe(10_000);
    expect(failures).toEqual([]);
  });
});
