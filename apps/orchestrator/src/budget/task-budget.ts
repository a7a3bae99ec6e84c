import {
  type Allowance,
  type ArmError,
  noUsage,
  type Tier,
  tierLimits,
  type Usage,
} from '@octollm/contracts';
import {
  type BudgetAmount,
  type BudgetCaps,
  type BudgetLedger,
  type BudgetScope,
  type BudgetStop,
  budgetMonth,
  type ClaimedTask,
  type Reservation,
  toDollars,
  toNanoDollars,
} from '@octollm/memory';
import { type ArmReply, unanswered } from '../arms/arm-client.ts';
import type { ArmPrices } from './arm-prices.ts';
import { type SharingStep, shareOf } from './share.ts';
import { stoppedBy } from './stopped-by.ts';

/** A step that wants to call an arm. */
export interface SpendingStep extends SharingStep {
  readonly arm: string;
}

/** What a call may use; `settled` takes it back. */
export interface Grant {
  readonly allowance: Allowance;
  /** Null for a call that cannot cost anything: nothing was reserved for it. */
  readonly reservation: Reservation | null;
}

/** What is known of what a call used. */
export interface UsageReport {
  readonly usage: Usage;
  /** Calls of arms that may have used something besides, as in `ArmReply`: each counts as all that was reserved. */
  readonly unreported?: number;
}

export interface TaskBudgetOptions {
  readonly ledger: BudgetLedger;
  readonly prices: ArmPrices;
  readonly claimed: Pick<ClaimedTask, 'lease' | 'request'>;
  /** The tier of the tenant, asked for only when a call may cost something. */
  readonly tier: () => Promise<Tier>;
  /** Whether a call of an arm may cost something. */
  readonly asksModels: (arm: string) => boolean;
  /** Hears of settlements that failed; what they left open is settled at the reservation later. */
  readonly onError: (error: unknown) => void;
  /** How long a call waits for room that other calls hold, in milliseconds. @default 30,000 */
  readonly patienceMs?: number;
}

/** Calls of models that a task may make, so that a loop which costs next to nothing ends too. */
const mostCalls = 2_000;
/**
 * What a call gets at least, unless the whole cap is less: with fewer tokens there is no question with an answer, and
 * a call that is given too little fails although its task has not used up its budget. It rather waits.
 */
const leastTokens = 500;
const leastNanoUsd = 1_000_000;
const firstLookMs = 50;
const lastLookMs = 1_000;
/** Of a call that was aborted: it may have used something. */
const noReport: UsageReport = { usage: noUsage, unreported: 1 };
const nothing: Grant = { allowance: { max_tokens: 0, max_cost_usd: 0 }, reservation: null };

const amountOf = (usage: Usage): BudgetAmount => ({
  nanoUsd: toNanoDollars(usage.cost_usd),
  tokens: usage.prompt_tokens + usage.completion_tokens,
  calls: usage.llm_calls,
});

const plus = (amount: BudgetAmount, more: BudgetAmount, times: number): BudgetAmount => ({
  nanoUsd: amount.nanoUsd + more.nanoUsd * times,
  tokens: amount.tokens + more.tokens * times,
  calls: amount.calls + more.calls * times,
});

/**
 * The budget of one claimed task, as its holder spends it. Calls that may cost something reserve their share first (see
 * `shareOf`) in the ledger, which all replicas share; calls of arms that can reach no model cost no round trip.
 */
export class TaskBudget {
  readonly #options: TaskBudgetOptions;
  readonly #cap: BudgetAmount;
  readonly #waiting = new Map<string, SpendingStep>();
  readonly #wake = new Set<() => void>();
  #ready: Promise<void> | undefined;
  /** What this task has spent and reserved, as its only holder knows it. */
  #taken = { nanoUsd: 0, tokens: 0 };

  constructor(options: TaskBudgetOptions) {
    this.#options = options;
    const { max_cost_usd, max_tokens } = options.claimed.request.budget;
    this.#cap = { nanoUsd: toNanoDollars(max_cost_usd), tokens: max_tokens, calls: mostCalls };
    // What a former holder left open is counted even if nothing else is spent.
    if (this.#hadHolder) this.#begin().catch(options.onError);
  }

  /** Says which steps are still to come, and only they, so that none of them takes what another one needs. */
  expect(steps: Iterable<SpendingStep>): void {
    this.#waiting.clear();
    for (const step of steps) if (this.#options.asksModels(step.arm)) this.#waiting.set(step.id, step);
  }

  /**
   * Makes a call within what it may use: reserves that first, settles what the call reports, and learns from it what
   * calls of its arm cost. A call that a cap stops is not made. A call that is aborted counts as all that it had
   * reserved, because it may have used it; so does each call of an arm that never reports.
   * @throws what `call` rejects with; the reason of the signal
   */
  async within(
    step: SpendingStep,
    signal: AbortSignal,
    call: (allowance: Allowance) => Promise<ArmReply>,
  ): Promise<ArmReply> {
    const grant = await this.allowanceFor(step, signal);
    if ('error' in grant) return unanswered(grant.error);
    let report = noReport;
    try {
      const reply = await call(grant.allowance);
      report = reply;
      if (reply.provenance !== null) this.#options.prices.learn(reply.provenance);
      if (!reply.success && reply.error.category === 'budget') this.#options.prices.forget(step.arm);
      return reply;
    } finally {
      // Nobody waits for it: the result of the call counts at once, and the ledger a moment later.
      void this.settled(grant, report);
    }
  }

  /**
   * What a step's next call may use, reserved until `settled`; or the error that names the cap which stops it. While
   * only calls under way stand in the way it waits for them, 30 seconds at most.
   * @throws the reason of the signal
   */
  async allowanceFor(step: SpendingStep, signal: AbortSignal): Promise<Grant | { readonly error: ArmError }> {
    if (!this.#options.asksModels(step.arm)) return nothing;
    await this.#begin();
    const caps = await this.#caps();
    const until = Date.now() + (this.#options.patienceMs ?? 30_000);
    for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 2, lastLookMs)) {
      signal.throwIfAborted();
      const scope = this.#scope();
      const result = await this.#reserve(step, scope, caps);
      if ('reservation' in result) {
        this.#waiting.delete(step.id);
        return result;
      }
      const mayMakeRoom = result.stop.reserved > 0 && result.least <= result.stop.cap - result.stop.spent;
      if (!mayMakeRoom || Date.now() >= until) return { error: stoppedBy(result.stop, scope, mayMakeRoom) };
      await this.#change(lookMs, signal);
    }
  }

  /**
   * Takes in what a call used: what was reported, and all that was reserved for each arm that has not reported. It never
   * rejects: what cannot be written until the replica stops is settled at the reservation when the task is taken over or
   * has ended.
   */
  async settled({ reservation }: Grant, { usage, unreported = 0 }: UsageReport): Promise<void> {
    const { ledger, onError } = this.#options;
    try {
      if (reservation === null) return await this.#charge(usage);
      const used = plus(amountOf(usage), reservation.amount, unreported);
      this.#take(used, 1);
      this.#take(reservation.amount, -1);
      await ledger.settle(reservation, used);
    } catch (error) {
      onError(error);
    } finally {
      for (const wake of this.#wake) wake();
    }
  }

  /** Counts what a call used that was to cost nothing. */
  async #charge(usage: Usage): Promise<void> {
    const used = amountOf(usage);
    if (used.nanoUsd === 0 && used.tokens === 0 && used.calls === 0) return;
    const { ledger, claimed } = this.#options;
    this.#take(used, 1);
    await ledger.charge(claimed.lease.tenantId, this.#scope(), used);
  }

  async #reserve(
    step: SpendingStep,
    scope: BudgetScope,
    caps: BudgetCaps,
  ): Promise<Grant | { readonly stop: BudgetStop; readonly least: number }> {
    const { ledger, claimed } = this.#options;
    const amount = this.#wish(step);
    const least = {
      nanoUsd: Math.min(amount.nanoUsd, leastNanoUsd),
      tokens: Math.min(amount.tokens, leastTokens),
      calls: 1,
    };
    const result = await ledger.reserve(claimed.lease.tenantId, { ...scope, amount, least }, caps);
    if (!result.granted) return { stop: result.stop, least: least[result.stop.unit] };
    const { reservation } = result;
    this.#take(reservation.amount, 1);
    return {
      allowance: {
        max_tokens: reservation.amount.tokens,
        max_cost_usd: toDollars(reservation.amount.nanoUsd),
      },
      reservation,
    };
  }

  /** The share of a step in what is left; in money no more than its tokens can cost, where the model is known. */
  #wish(step: SpendingStep): BudgetAmount {
    const share = shareOf(step, this.#waiting.values());
    const part = (cap: number, taken: number, least: number): number =>
      Math.max(Math.floor((cap - taken) * share), Math.min(least, cap));
    const tokens = part(this.#cap.tokens, this.#taken.tokens, leastTokens);
    const money = part(this.#cap.nanoUsd, this.#taken.nanoUsd, leastNanoUsd);
    const most = this.#options.prices.mostUsd(step.arm, tokens);
    return { nanoUsd: most === undefined ? money : Math.min(money, toNanoDollars(most)), tokens, calls: 1 };
  }

  #take({ nanoUsd, tokens }: BudgetAmount, sign: 1 | -1): void {
    this.#taken = {
      nanoUsd: this.#taken.nanoUsd + sign * nanoUsd,
      tokens: this.#taken.tokens + sign * tokens,
    };
  }

  /** Whether somebody held the task before, be it that it crashed, that it went, or that it waited for people. */
  get #hadHolder(): boolean {
    return this.#options.claimed.lease.token > 1;
  }

  /** Once: closes what a former holder left open and finds out what the task has spent. A new task has spent nothing. */
  #begin(): Promise<void> {
    this.#ready ??= this.#recall().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #recall(): Promise<void> {
    const { ledger, claimed } = this.#options;
    if (!this.#hadHolder) return;
    const { tenantId, taskId } = claimed.lease;
    await ledger.settleOpen(tenantId, taskId);
    const { spent } = await ledger.account(tenantId, 'task', taskId);
    this.#take(spent, 1);
  }

  async #caps(): Promise<BudgetCaps> {
    const { sessionBudgetUsd, monthlyBudgetUsd } = tierLimits[await this.#options.tier()];
    return {
      task: this.#cap,
      session: { nanoUsd: toNanoDollars(sessionBudgetUsd) },
      tenantMonth: { nanoUsd: toNanoDollars(monthlyBudgetUsd) },
    };
  }

  #scope(): BudgetScope {
    const { lease, request } = this.#options.claimed;
    return {
      taskId: lease.taskId,
      month: budgetMonth(),
      ...(request.session_id === undefined ? {} : { sessionId: request.session_id }),
    };
  }

  /** Resolves when a call of this task was settled, or after a while: other tasks and replicas settle too. */
  #change(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#wake.delete(end);
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve();
      };
      const timer = setTimeout(end, ms);
      this.#wake.add(end);
      signal.addEventListener('abort', end, { once: true });
    });
  }
}
