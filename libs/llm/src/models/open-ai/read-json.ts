import { isUtf8 } from 'node:buffer';
import { ProviderError, type Refusal } from '../../providers/provider-error.ts';
import { errorOfStatus } from '../../providers/response-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that JSON holds; undefined when it is none, or is not UTF-8. */
export const readObject = (json: Buffer): JsonObject | undefined => {
  if (!isUtf8(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json.toString());
    return isObject(value) ? value : undefined;
  } catch {
    // The parser's message repeats what it read.
    return undefined;
  }
};

export const malformed = (provider: string, what: string): ProviderError =>
  new ProviderError('unavailable', `${provider} answered with something that is not ${what}.`);

/** A name is short and has no spaces, so it cannot hold a sentence, a prompt or a key with its text. */
const nameOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][\w.[\]]{0,63}$/i.test(value) ? value : undefined;

const refusalOf = (error: JsonObject): Refusal => {
  const code = nameOf(error.code) ?? nameOf(error.type);
  const param = nameOf(error.param);
  return { ...(code === undefined ? {} : { code }), ...(param === undefined ? {} : { param }) };
};

/** The error that an answer other than 200 stands for. */
export const errorOfAnswer = (
  provider: string,
  status: number,
  retryAfter: string | null,
  body: Buffer,
): ProviderError => {
  const error = readObject(body)?.error;
  return errorOfStatus(provider, status, retryAfter, isObject(error) ? refusalOf(error) : {});
};

/** The error that a provider reports within a stream, after its head said 200. */
export const errorInStream = (provider: string, error: unknown): ProviderError => {
  const refusal = isObject(error) ? refusalOf(error) : {};
  const status = isObject(error) && typeof error.code === 'number' ? error.code : 0;
  const limited = status === 429 || (refusal.code ?? '').startsWith('rate_limit');
  if (limited) return errorOfStatus(provider, 429, null, refusal);
  return new ProviderError('unavailable', `${provider} failed within its answer.`, { refusal });
};
