import type { Identity } from '../identity/identity.ts';
import type { PricedModel } from './cost.ts';

/** A call of a model before it is made: who makes it, and the most that it may use. */
export interface PlannedCall {
  readonly identity: Identity;
  /** The path of the endpoint, such as `/v1/chat/completions`. */
  readonly endpoint: string;
  /** The provider as the price table names it, such as `openai`. */
  readonly provider: string;
  readonly model: string;
  /** Who may be asked in its place, at what that costs. @default nobody */
  readonly fallbacks?: readonly PricedModel[];
  /** Tokens of the prompt, estimated from above. */
  readonly promptTokens: number;
  /** The longest answer that the provider is allowed to give; 0 for embeddings. */
  readonly maxCompletionTokens: number;
}

/** What a provider has used for a call, as it reports it or, of a stream that was cut off, as far as it was read. */
export interface ProviderUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** How many of the prompt were written to the provider's prompt cache at a higher price. */
  readonly cache_write_tokens?: number;
  /** Who answered, when it was not the one that was planned. */
  readonly answered_by?: PricedModel;
}

/** What a call has used. */
export interface CallUsage extends ProviderUsage {
  /** What providers have used, or may have, that were given up or broke off before the last answered or went on. */
  readonly broken_off?: readonly ProviderUsage[];
}

/** What one call may use, held until it is settled or released; the first of the two counts, later ones do nothing. */
export interface Reservation {
  /** The id of the call in the usage records. */
  readonly callId: string;
  /** Counts what the call used, which may be more than was reserved. To be called for failed and aborted calls too. */
  settle(usage: CallUsage): void;
  /** Gives everything back: the call was not made, or the provider refused it before it used anything. */
  release(): void;
}
