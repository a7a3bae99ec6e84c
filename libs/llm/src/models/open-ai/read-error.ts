import { ProviderError, type Refusal } from '../../providers/provider-error.ts';
import { errorOfStatus, errorWithinAnswer } from '../../providers/response-error.ts';
import type { ErrorOf } from '../../wire/collect.ts';
import { isObject, type JsonObject, nameOf, readObject } from '../../wire/json.ts';

const refusalOf = (error: JsonObject): Refusal => {
  const code = nameOf(error.code) ?? nameOf(error.type);
  const param = nameOf(error.param);
  return { ...(code === undefined ? {} : { code }), ...(param === undefined ? {} : { param }) };
};

/** The error that an answer other than 200 stands for. */
export const errorOfAnswer: ErrorOf = (provider, { status, retryAfter, body }) => {
  const error = readObject(body)?.error;
  return errorOfStatus(provider, status, retryAfter, isObject(error) ? refusalOf(error) : {});
};

/** The error that a provider reports within a stream, after its head said 200. */
export const errorInStream = (provider: string, error: unknown): ProviderError => {
  const refusal = isObject(error) ? refusalOf(error) : {};
  const status = isObject(error) && typeof error.code === 'number' ? error.code : 0;
  const limited = status === 429 || (refusal.code ?? '').startsWith('rate_limit');
  if (limited) return errorWithinAnswer(provider, 429, refusal);
  return new ProviderError('unavailable', `${provider} failed within its answer.`, { refusal });
};
