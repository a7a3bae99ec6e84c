import type {
  ChatCompletion,
  ChatCompletionRequest,
  EmbeddingsRequest,
  EmbeddingsResponse,
} from '@octollm/contracts';
import type { WaitingMode } from '@octollm/resilience';
import type { TokenUsage } from '../tokens/token-usage.ts';
import type { ChatStream } from './chat-stream.ts';

/** Tokens of a call. */
export interface MeteredUsage extends TokenUsage {
  /** Whether the provider told no figures, so that these are the most it can have used. */
  readonly estimated: boolean;
}

export interface CallOptions {
  /** Ends the call and closes its connection at once; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** What to do when a limit of the provider that is set here is reached. @default fail_fast */
  readonly limitMode?: WaitingMode;
  /** Whether somebody else is asked when this provider refuses: then it is not worth while to insist. @default false */
  readonly hasFallback?: boolean;
}

/** A whole answer. */
export interface ChatResult {
  readonly completion: ChatCompletion;
  /** The completion in JSON: as the provider sent it, if nothing had to be added. */
  readonly body: Buffer;
  readonly usage: MeteredUsage;
}

export interface EmbeddingsResult {
  readonly embeddings: EmbeddingsResponse;
  /** The same in JSON: as the provider sent it, if nothing had to be added. */
  readonly body: Buffer;
  readonly usage: MeteredUsage;
}

/**
 * A provider of models, in the terms of OpenAI's API: what callers send and get is passed on as it is. The model of a
 * request is the name by which the provider itself knows it. One conformance suite runs against every implementation.
 */
export interface ModelProvider {
  /** Names the provider in routes, prices, provenance and metrics. */
  readonly name: string;
  /** The models it is configured to offer. It may know others. */
  readonly models: readonly string[];
  /** Whether it can go on with an answer that another provider has begun. @default true */
  readonly goesOn?: boolean;
  /** The most tokens of an answer that it is sent as the limit when a request sets none. @default none is sent */
  readonly usualLimit?: number | undefined;
  /** @throws ProviderError, or ModelRequiredError of a provider that is no model */
  chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult>;
  /**
   * Resolves when the first piece of the answer is there, so whoever gets a stream can begin to answer with it.
   * @throws like `chat`
   */
  streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream>;
  /** @throws like `chat` */
  embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult>;
  /** Closes idle connections. Calls that are under way end as they would. */
  close(): Promise<void>;
}
