import type { ChatCompletion, ChatCompletionRequest } from '@octollm/contracts';
import type { StreamedChunk } from '@octollm/llm';
import type { WaitingMode } from '@octollm/resilience';
import type { Judgement } from '../../guards/policy-of.ts';
import type { Identity } from '../../identity/identity.ts';
import type { TokenList } from '../screening/token-list.ts';
import type { CacheMode } from './cache-mode.ts';

/** A conversation that somebody wants answered, as the guardrails let it go on. */
export interface ChatCall {
  readonly identity: Identity;
  /** The path of the endpoint that was called, for the accounts. */
  readonly endpoint: string;
  readonly request: ChatCompletionRequest;
  readonly cacheMode: CacheMode;
  /** What to do when a limit is used up. */
  readonly limitMode: WaitingMode;
  /** What the tokens in the request stand for. */
  readonly tokens: TokenList;
  /** By what the texts of the answer are judged. */
  readonly judgement: Judgement;
  /** Aborted when the caller has gone away. */
  readonly signal: AbortSignal;
}

/** Whether an answer had been given before; undefined when it is never kept. */
export type CacheOutcome = 'hit' | 'miss' | undefined;

/** A whole answer. */
export interface WholeAnswer {
  readonly completion: ChatCompletion;
  /** The completion in JSON. */
  readonly body: Buffer | string;
  readonly cache: CacheOutcome;
}

/** Says that the answer is still worked on. */
export const stillWorking = Symbol('octollm.still-working');

export type ChatPieces = AsyncIterable<StreamedChunk | typeof stillWorking>;

/** An answer in pieces, to be read once. Ending the iteration early ends the call. */
export interface StreamedAnswer {
  readonly pieces: ChatPieces;
  readonly cache: CacheOutcome;
}

/** Answers conversations: a provider's model, or the platform as a whole. */
export interface ChatBackend {
  /** @throws OctoError */
  complete(call: ChatCall): Promise<WholeAnswer>;
  /**
   * Resolves when the answer begins, so that what is wrong before that can still be said with a status. A chunk with
   * usage and without choices ends it.
   * @throws OctoError
   */
  stream(call: ChatCall): Promise<StreamedAnswer>;
}
