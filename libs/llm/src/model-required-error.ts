import { OctoError } from '@octollm/contracts';

/** Thrown when something needs a language model and none is configured: the offline provider never acts as one. */
export class ModelRequiredError extends OctoError {
  readonly code = 'model_required';
  readonly status = 422;
  readonly title = 'A language model is needed';

  /** @param what what cannot be done without a model, to begin the message with */
  constructor(what: string) {
    super(
      `${what} needs a language model and none is configured. Set up a provider: OPENAI_API_KEY, ANTHROPIC_API_KEY, OLLAMA_BASE_URL or COMPATIBLE_BASE_URL.`,
    );
  }
}
