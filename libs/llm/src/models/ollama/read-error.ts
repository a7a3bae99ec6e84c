import { ProviderError } from '../../providers/provider-error.ts';
import { errorOfStatus, errorWithinAnswer } from '../../providers/response-error.ts';
import type { ErrorOf } from '../../wire/collect.ts';
import { readObject } from '../../wire/json.ts';

/** The server has sentences and no codes; they may repeat the prompt, so only what they are about is told. */
const isMissingModel = (error: unknown): boolean =>
  typeof error === 'string' && /^model\b.*\bnot found\b/.test(error);

/** The error that an answer other than 200 stands for. */
export const errorOfAnswer: ErrorOf = (provider, { status, retryAfter, body }) => {
  const refusal = isMissingModel(readObject(body)?.error) ? { code: 'model_not_found' } : {};
  return errorOfStatus(provider, status, retryAfter, refusal);
};

/** The error that the server reports in an answer whose head said 200. */
export const errorWithin = (provider: string, error: unknown): ProviderError =>
  isMissingModel(error)
    ? errorWithinAnswer(provider, 404, { code: 'model_not_found' })
    : new ProviderError('unavailable', `${provider} failed within its answer.`);
