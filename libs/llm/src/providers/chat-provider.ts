/** What a model is asked. */
export interface ChatRequest {
  readonly system: string;
  readonly prompt: string;
  /** The most tokens the answer may have. */
  readonly maxTokens: number;
  /** Ends the call; its promise then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** From 0, nearly the same answer every time, to 2. The model's own default when it is not given. */
  readonly temperature?: number;
}

/** Tokens a call has used, as the provider counts them. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface Completion {
  readonly text: string;
  readonly usage: TokenUsage;
  /** Whether the answer ended only because it had `maxTokens` tokens. */
  readonly truncated: boolean;
}

/** A language model. */
export interface ChatProvider {
  /** Names the provider in provenance and metrics. */
  readonly name: string;
  readonly model: string;
  /** @throws ProviderError when the provider does not answer as it should */
  complete(request: ChatRequest): Promise<Completion>;
}
