import { isUtf8 } from 'node:buffer';
import { ProviderError } from '../providers/provider-error.ts';

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

/** @throws ProviderError (invalid_input) when the request is nested deeper than can be written */
export const toJson = (provider: string, body: object): Buffer => {
  try {
    return Buffer.from(JSON.stringify(body));
  } catch (error) {
    throw new ProviderError('invalid_input', `The request to ${provider} is nested too deeply.`, {
      cause: error,
      sent: false,
    });
  }
};

export const malformed = (provider: string, what: string): ProviderError =>
  new ProviderError('unavailable', `${provider} answered with something that is not ${what}.`);

/** A name is short and has no spaces, so it cannot hold a sentence, a prompt or a key with its text. */
export const nameOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][\w.[\]]{0,63}$/i.test(value) ? value : undefined;
