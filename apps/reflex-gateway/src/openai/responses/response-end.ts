import type { CompletionUsage, ResponseObject, ResponseOutputItem, ResponseUsage } from '@octollm/contracts';

const usageOf = (usage: CompletionUsage): ResponseUsage => ({
  input_tokens: usage.prompt_tokens,
  input_tokens_details: { cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? 0 },
  output_tokens: usage.completion_tokens,
  output_tokens_details: { reasoning_tokens: usage.completion_tokens_details?.reasoning_tokens ?? 0 },
  total_tokens: usage.total_tokens,
});

/** Why an answer is not whole, by the reason that a chat gives for its end. */
const cutShort = { length: 'max_output_tokens', content_filter: 'content_filter' } as const;

const cutReason = (finish: string | null): 'max_output_tokens' | 'content_filter' | undefined =>
  finish !== null && Object.hasOwn(cutShort, finish) ? cutShort[finish as keyof typeof cutShort] : undefined;

/** What is known of an answer when it has ended. */
export interface ResponseEnd {
  readonly output: readonly ResponseOutputItem[];
  readonly finish: string | null;
  readonly usage: CompletionUsage | undefined;
  /** What the platform says of its own answers. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** A response that has ended: completed, or incomplete when the model was cut short. */
export const endedResponse = (
  frame: ResponseObject,
  { output, finish, usage, metadata }: ResponseEnd,
): ResponseObject => {
  const reason = cutReason(finish);
  return {
    ...frame,
    completed_at: Math.floor(Date.now() / 1_000),
    status: reason === undefined ? 'completed' : 'incomplete',
    incomplete_details: reason === undefined ? null : { reason },
    output: [...output],
    usage: usage === undefined ? null : usageOf(usage),
    // The caller's own come last: nothing they sent is changed.
    metadata: { ...metadata, ...frame.metadata },
  };
};
