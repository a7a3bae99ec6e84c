import { ArmFailure } from '@octollm/service-kit';

/**
 * The refusal of an arm without a model.
 * @param what what needs one, to begin the message with
 */
export const modelRequired = (what: string): ArmFailure =>
  new ArmFailure(
    'model_required',
    'model_required',
    `${what} needs a language model and none is configured. Set OPENAI_API_KEY, ANTHROPIC_API_KEY, OLLAMA_BASE_URL, or COMPATIBLE_BASE_URL and COMPATIBLE_MODEL.`,
  );
