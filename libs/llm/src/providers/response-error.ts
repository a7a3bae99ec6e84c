import { ProviderError, type Refusal } from './provider-error.ts';
import { retryAfterSeconds } from './retry-after.ts';

/**
 * The error that an HTTP status of a provider stands for. The body may repeat the prompt and is left out; of it only
 * the names in `refusal` are told.
 */
export const errorOfStatus = (
  provider: string,
  status: number,
  retryAfter: string | null,
  refusal: Refusal = {},
): ProviderError => {
  const seconds = retryAfterSeconds(retryAfter, Date.now());
  const options = { status, refusal, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
  if (refusal.code === 'insufficient_quota' || status === 402)
    return new ProviderError(
      'unavailable',
      `${provider} has no credit left (HTTP ${status}). Check the account of the configured key.`,
      options,
    );
  if (status === 429)
    return new ProviderError('rate_limited', `${provider} takes no more requests for now.`, options);
  if (status === 401 || status === 403)
    return new ProviderError(
      'internal',
      `${provider} refuses the key (HTTP ${status}). Check the configured key.`,
      options,
    );
  if (status === 404)
    return new ProviderError(
      'internal',
      `${provider} does not know the model or the path. Check the configuration.`,
      options,
    );
  if (status < 400)
    return new ProviderError(
      'internal',
      `${provider} answers with HTTP ${status}. Check the configured address.`,
      options,
    );
  if (status === 408 || status === 504)
    return new ProviderError('timeout', `${provider} did not answer in time (HTTP ${status}).`, options);
  if (status >= 500)
    return new ProviderError('unavailable', `${provider} is not available (HTTP ${status}).`, options);
  const what = [refusal.code, refusal.param].filter((name) => name !== undefined).join(' at ');
  return new ProviderError(
    'invalid_input',
    `${provider} refuses the request (HTTP ${status})${what === '' ? '' : `: ${what}`}.`,
    options,
  );
};

/**
 * The error that a provider reports within an answer whose head said 200, as one that a status stands for. It has no
 * status itself: a part of the answer was made and may be charged, so the call is neither free nor tried again.
 */
export const errorWithinAnswer = (provider: string, status: number, refusal: Refusal): ProviderError => {
  const { category, message } = errorOfStatus(provider, status, null, refusal);
  return new ProviderError(category, message, { refusal });
};
