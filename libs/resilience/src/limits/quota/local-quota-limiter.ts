import { randomUUID } from 'node:crypto';
import {
  type Quota,
  type QuotaAmount,
  type QuotaLimiter,
  type Reservation,
  type ReservationDecision,
  requirePossible,
  requireWhole,
} from './quota-limiter.ts';

interface Entry {
  readonly at: number;
  amount: QuotaAmount;
}

interface Window {
  /** By id, in the order of their times. */
  readonly entries: Map<string, Entry>;
  /** Ids that may still be settled. */
  readonly open: Set<string>;
  calls: number;
  tokens: number;
}

export interface LocalQuotaOptions {
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** Counts what this process alone takes, in a sliding window. */
export class LocalQuotaLimiter implements QuotaLimiter {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;

  constructor({ now = () => performance.now() }: LocalQuotaOptions = {}) {
    this.#now = now;
  }

  async reserve(key: string, amount: QuotaAmount, quota: Quota): Promise<ReservationDecision> {
    requireWhole(amount);
    requirePossible(key, amount, quota);
    const now = this.#now();
    const window = this.#windowOf(key);
    dropOld(window, now - quota.windowMs);
    const retryAfterMs = waitFor(window, amount, quota, now);
    if (retryAfterMs > 0) return { granted: false, retryAfterMs };
    const reservation: Reservation = { id: randomUUID(), key, calls: amount.calls, tokens: amount.tokens };
    window.entries.set(reservation.id, { at: now, amount });
    window.open.add(reservation.id);
    add(window, amount, 1);
    return { granted: true, reservation };
  }

  async settle({ key, id }: Reservation, actual: QuotaAmount): Promise<void> {
    requireWhole(actual);
    const window = this.#windows.get(key);
    const entry = window?.entries.get(id);
    if (window === undefined || entry === undefined || !window.open.delete(id)) return;
    add(window, entry.amount, -1);
    entry.amount = actual;
    add(window, actual, 1);
  }

  #windowOf(key: string): Window {
    const known = this.#windows.get(key);
    if (known !== undefined) return known;
    const window: Window = { entries: new Map(), open: new Set(), calls: 0, tokens: 0 };
    this.#windows.set(key, window);
    return window;
  }
}

const add = (window: Window, { calls, tokens }: QuotaAmount, sign: 1 | -1): void => {
  window.calls += sign * calls;
  window.tokens += sign * tokens;
};

const dropOld = (window: Window, until: number): void => {
  for (const [id, { at, amount }] of window.entries) {
    if (at > until) return;
    add(window, amount, -1);
    window.entries.delete(id);
    window.open.delete(id);
  }
};

/** Milliseconds until the amount fits: the oldest entries leave the window first. */
const waitFor = (window: Window, amount: QuotaAmount, quota: Quota, now: number): number => {
  let overCalls = window.calls + amount.calls - (quota.calls ?? Infinity);
  let overTokens = window.tokens + amount.tokens - (quota.tokens ?? Infinity);
  if (overCalls <= 0 && overTokens <= 0) return 0;
  for (const { at, amount: leaving } of window.entries.values()) {
    overCalls -= leaving.calls;
    overTokens -= leaving.tokens;
    if (overCalls <= 0 && overTokens <= 0) return Math.max(1, Math.ceil(at + quota.windowMs - now));
  }
  return quota.windowMs;
};
