import { ProviderError } from './provider-error.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** The error that an HTTP status of a provider stands for. The body may repeat the prompt and is left out. */
export const errorOfStatus = (provider: string, status: number, retryAfter: string | null): ProviderError => {
  const seconds = retryAfterSeconds(retryAfter, Date.now());
  const options = seconds === undefined ? {} : { retryAfter: seconds };
  if (status === 429)
    return new ProviderError('rate_limited', `${provider} takes no more requests for now.`, options);
  if (status === 401 || status === 403)
    return new ProviderError(
      'internal',
      `${provider} refuses the key (HTTP ${status}). Check the configured key.`,
    );
  if (status === 404)
    return new ProviderError(
      'internal',
      `${provider} does not know the model or the path. Check the configuration.`,
    );
  if (status === 408 || status === 504)
    return new ProviderError('timeout', `${provider} did not answer in time (HTTP ${status}).`, options);
  if (status >= 500)
    return new ProviderError('unavailable', `${provider} is not available (HTTP ${status}).`, options);
  return new ProviderError('invalid_input', `${provider} refuses the request (HTTP ${status}).`);
};
