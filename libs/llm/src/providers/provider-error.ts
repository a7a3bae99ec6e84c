import type { ErrorCategory } from '@octollm/contracts';

/** Why a provider did not answer; the same words as in an arm's error. */
export type ProviderErrorCategory = Extract<
  ErrorCategory,
  'rate_limited' | 'timeout' | 'unavailable' | 'invalid_input' | 'internal'
>;

/** What a provider names as the reason of its refusal. Names only: its sentences may repeat the prompt or the key. */
export interface Refusal {
  /** Such as `context_length_exceeded`. */
  readonly code?: string;
  /** The parameter that is wrong. */
  readonly param?: string;
}

interface ProviderErrorOptions {
  /** Seconds after which another try may succeed. */
  readonly retryAfter?: number;
  readonly refusal?: Refusal;
  /** The HTTP status of an answer that was a refusal. */
  readonly status?: number;
  /** @default true */
  readonly sent?: boolean;
  readonly cause?: unknown;
}

/** A call of a model provider that failed. Neither the message nor the cause holds the key or the prompt. */
export class ProviderError extends Error {
  readonly category: ProviderErrorCategory;
  readonly retryAfter: number | undefined;
  readonly refusal: Refusal;
  /** The HTTP status with which the provider refused; undefined when it did not answer or failed within its answer. */
  readonly status: number | undefined;
  /** Whether any of the call was sent; not when it was refused here or no connection was made. */
  readonly sent: boolean;

  constructor(category: ProviderErrorCategory, message: string, options: ProviderErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProviderError';
    this.category = category;
    this.retryAfter = options.retryAfter;
    this.refusal = options.refusal ?? {};
    this.status = options.status;
    this.sent = options.sent ?? true;
  }
}
