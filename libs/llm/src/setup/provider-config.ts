/** The settings that say which providers there are. Those of a whole service fit. */
export interface ProviderConfig {
  readonly OPENAI_API_KEY?: string | undefined;
  readonly OPENAI_BASE_URL: string;
  readonly OPENAI_MODEL: string;
  /** Further models to list. */
  readonly OPENAI_MODELS?: readonly string[];
  readonly OPENAI_EMBEDDING_MODEL: string;
  readonly ANTHROPIC_API_KEY?: string | undefined;
  readonly ANTHROPIC_BASE_URL: string;
  readonly ANTHROPIC_MODEL: string;
  readonly COMPATIBLE_BASE_URL?: string | undefined;
  readonly COMPATIBLE_API_KEY?: string | undefined;
  readonly COMPATIBLE_MODEL?: string | undefined;
  readonly OLLAMA_BASE_URL?: string | undefined;
  readonly OLLAMA_MODEL: string;
  readonly OLLAMA_EMBEDDING_MODEL: string;
  readonly OLLAMA_KEEP_ALIVE?: string | undefined;
  /** See `parseModelLimits`. */
  readonly MODEL_LIMITS: readonly string[];
}
