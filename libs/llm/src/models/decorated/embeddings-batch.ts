import type { EmbeddingsRequest } from '@octollm/contracts';
import { estimateTokens } from '../../tokens/estimate-tokens.ts';
import type { EmbeddingsResult } from '../model-provider.ts';
import { shares } from './shares.ts';

/** What one provider call may hold. OpenAI takes 2,048 inputs and 300,000 tokens in one request. */
const maxInputs = 2_048;
const maxTokens = 200_000;

/** Somebody who waits for the vectors of some texts. */
export interface Waiter {
  readonly request: EmbeddingsRequest;
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
  readonly resolve: (result: EmbeddingsResult) => void;
  readonly reject: (error: unknown) => void;
}

const tokensOf = ({ texts }: Waiter): number => texts.reduce((sum, text) => sum + estimateTokens(text), 0);

/** Requests that can share a call: all of one model, made in the same way. */
export class EmbeddingsBatch {
  readonly #waiters: Waiter[] = [];
  #inputs = 0;
  #tokens = 0;

  get waiters(): readonly Waiter[] {
    return this.#waiters;
  }

  /** @returns whether it fits; the first always does */
  add(waiter: Waiter): boolean {
    const inputs = this.#inputs + waiter.texts.length;
    const tokens = this.#tokens + tokensOf(waiter);
    if (this.#waiters.length > 0 && (inputs > maxInputs || tokens > maxTokens)) return false;
    this.#waiters.push(waiter);
    this.#inputs = inputs;
    this.#tokens = tokens;
    return true;
  }
}

/** One request for what all of them want. */
export const sharedRequest = (waiters: readonly Waiter[], { request }: Waiter): EmbeddingsRequest => ({
  ...request,
  input: waiters.flatMap(({ texts }) => texts),
});

/** Each one's own part: its vectors, counted from 0, and its share of the tokens by the length of its texts. */
export const ownResults = (
  waiters: readonly Waiter[],
  { embeddings, usage }: EmbeddingsResult,
): readonly EmbeddingsResult[] => {
  const inOrder = embeddings.data.toSorted((a, b) => a.index - b.index);
  const tokens = shares(usage.promptTokens, waiters.map(tokensOf));
  let from = 0;
  return waiters.map(({ texts }, at) => {
    const data = inOrder.slice(from, from + texts.length).map((one, index) => ({ ...one, index }));
    from += texts.length;
    const promptTokens = tokens[at] ?? 0;
    const own = { ...embeddings, data, usage: { prompt_tokens: promptTokens, total_tokens: promptTokens } };
    return {
      embeddings: own,
      body: Buffer.from(JSON.stringify(own)),
      usage: { promptTokens, completionTokens: 0, estimated: usage.estimated },
    };
  });
};
