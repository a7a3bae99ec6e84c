import { type ChatCompletionRequest, UnsupportedParameterError } from '@octollm/contracts';

/** @throws UnsupportedParameterError always */
export const refuseParameter = (provider: string, pointer: string, what: string): never => {
  throw new UnsupportedParameterError(
    pointer,
    `${provider} does not take ${what}. Leave it out or ask another model.`,
  );
};

/**
 * Refuses what changes the form of an answer and has no counterpart at most providers. What only steers the choice of
 * words (seed, penalties, logit_bias) is left out silently where a provider has nothing like it, as those providers'
 * own imitations of OpenAI's API do.
 * @throws UnsupportedParameterError
 */
export const refuseForeignChat = (provider: string, request: ChatCompletionRequest): void => {
  if ((request.n ?? 1) > 1) refuseParameter(provider, '/n', 'n above 1');
  if (request.logprobs === true) refuseParameter(provider, '/logprobs', 'logprobs');
  if (Array.isArray(request.functions) && request.functions.length > 0)
    refuseParameter(provider, '/functions', 'functions, which tools have replaced');
};
