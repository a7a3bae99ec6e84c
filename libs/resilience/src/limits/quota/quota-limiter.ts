/** What a provider allows in any stretch of time of that length. What is left out is not limited. */
export interface Quota {
  /** Milliseconds. */
  readonly windowMs: number;
  readonly calls?: number;
  readonly tokens?: number;
}

/** How much of a quota a call takes: whole numbers from 0. */
export interface QuotaAmount {
  readonly calls: number;
  readonly tokens: number;
}

/** A part of a quota that is taken until it leaves the window. It is a value: any process may settle it. */
export interface Reservation extends QuotaAmount {
  readonly id: string;
  readonly key: string;
}

/** The reservation, or how long to wait for one. */
export type ReservationDecision =
  | { readonly granted: true; readonly reservation: Reservation }
  | {
      readonly granted: false;
      /** Milliseconds until enough has left the window, when nobody else takes it. */
      readonly retryAfterMs: number;
    };

/** An amount that the quota never allows, however long one waits. */
export class AmountExceedsQuotaError extends Error {
  constructor(key: string) {
    super(
      `One call asks for more than the whole quota of ${key}. Make the call smaller or the quota larger.`,
    );
    this.name = 'AmountExceedsQuotaError';
  }
}

/** Keeps the calls and tokens of each key within its quota. One suite of tests runs against every adapter. */
export interface QuotaLimiter {
  /**
   * Takes an estimate before the call.
   * @throws AmountExceedsQuotaError
   * @throws RangeError when a number is not whole or is negative
   */
  reserve(key: string, amount: QuotaAmount, quota: Quota): Promise<ReservationDecision>;
  /**
   * Replaces the estimate by what was used, which may be more than the quota had left: others wait for it then. A
   * reservation that has been settled or has left the window is ignored.
   * @throws RangeError when a number is not whole or is negative
   */
  settle(reservation: Reservation, actual: QuotaAmount): Promise<void>;
}

/** @throws RangeError */
export const requireWhole = ({ calls, tokens }: QuotaAmount): void => {
  for (const amount of [calls, tokens])
    if (!Number.isSafeInteger(amount) || amount < 0)
      throw new RangeError('Amounts of a quota are whole numbers from 0.');
};

/** @throws AmountExceedsQuotaError */
export const requirePossible = (key: string, amount: QuotaAmount, quota: Quota): void => {
  if (amount.calls > (quota.calls ?? Infinity) || amount.tokens > (quota.tokens ?? Infinity))
    throw new AmountExceedsQuotaError(key);
};
