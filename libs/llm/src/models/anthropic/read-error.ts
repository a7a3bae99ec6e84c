import { ProviderError, type Refusal } from '../../providers/provider-error.ts';
import { errorOfStatus, errorWithinAnswer } from '../../providers/response-error.ts';
import type { ErrorOf } from '../../wire/collect.ts';
import { isObject, type JsonObject, nameOf, readObject } from '../../wire/json.ts';

/** HTTP statuses of error types, for those that come within a stream (https://platform.claude.com/docs/en/api/errors). */
const statuses: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** The month's spending limit is reached: the same type as a limit that passes in seconds. */
const isSpent = ({ details }: JsonObject): boolean =>
  isObject(details) && details.error_code === 'enforced_spend_limit_reached';

const refusalOf = (error: JsonObject): Refusal => {
  if (error.type === 'billing_error' || isSpent(error)) return { code: 'insufficient_quota' };
  const isModel = typeof error.message === 'string' && error.message.startsWith('model:');
  if (error.type === 'not_found_error' && isModel) return { code: 'model_not_found' };
  const code = nameOf(error.type);
  return code === undefined ? {} : { code };
};

/** The error that an answer other than 200 stands for. */
export const errorOfAnswer: ErrorOf = (provider, { status, retryAfter, body }) => {
  const error = readObject(body)?.error;
  return errorOfStatus(provider, status, retryAfter, isObject(error) ? refusalOf(error) : {});
};

/** The error that an `error` event stands for, which comes after the head said 200. */
export const errorInStream = (provider: string, error: unknown): ProviderError => {
  const refusal = isObject(error) ? refusalOf(error) : {};
  const type = isObject(error) && typeof error.type === 'string' ? error.type : '';
  if (Object.hasOwn(statuses, type)) return errorWithinAnswer(provider, statuses[type] ?? 500, refusal);
  return new ProviderError('unavailable', `${provider} failed within its answer.`, { refusal });
};
