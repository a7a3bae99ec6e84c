/** What a budget is kept in; money in nano-dollars. All are whole numbers of at least 0. */
export interface BudgetAmount {
  readonly nanoUsd: number;
  readonly tokens: number;
  readonly calls: number;
}

/** What a cap is on. */
export type BudgetUnit = keyof BudgetAmount;

/** What may be used at most; a unit that is left out has no limit. */
export type BudgetCap = Partial<BudgetAmount>;

/** Whom a cap holds for. */
export type AccountKind = 'task' | 'session' | 'tenant_month';

/** The caps that hold for one call. There is an account for the session when the call belongs to one. */
export interface BudgetCaps {
  readonly task: BudgetCap;
  readonly session: BudgetCap;
  readonly tenantMonth: BudgetCap;
}

/** The cap that stands in the way of a reservation. */
export interface BudgetStop {
  readonly account: AccountKind;
  readonly unit: BudgetUnit;
  readonly cap: number;
  readonly spent: number;
  /** What calls under way may still use: when they are settled there may be room. */
  readonly reserved: number;
}

/** What one call may use, taken from every account that it belongs to until it is settled. */
export interface Reservation {
  readonly tenantId: string;
  readonly id: string;
  readonly amount: BudgetAmount;
}

/** Which accounts a call belongs to. */
export interface BudgetScope {
  readonly taskId: string;
  readonly sessionId?: string;
  /** The month in UTC, as YYYY-MM. */
  readonly month: string;
}

/** What a call wants: `amount` if there is so much, else what is left as long as that is `least`. */
export interface ReservationRequest extends BudgetScope {
  readonly amount: BudgetAmount;
  /** `amount` when left out. */
  readonly least?: BudgetAmount;
}
