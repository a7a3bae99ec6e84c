/** Tokens a call has used, as the provider counts them. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** How many of the prompt were written to the provider's prompt cache, when it charges more for those. */
  readonly cacheWriteTokens?: number;
}
