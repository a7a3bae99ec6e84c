import { InvalidRequestError } from '@octollm/contracts';
import { checkShape } from './json-shape.ts';

const changesPrototype = (key: string, value: unknown): boolean =>
  key === '__proto__' ||
  (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'));

const refusePollution = (key: string, value: unknown): unknown => {
  if (changesPrototype(key, value))
    throw new InvalidRequestError(`Remove the key ${key} from the body: it is not allowed in any object.`);
  return value;
};

/**
 * Parses a JSON body.
 * @throws InvalidRequestError when it is not JSON, too deep (see `checkShape`), names a key of an object twice, or holds
 * a key that would change the prototype of an object
 */
export const parseJsonBody = (body: string): unknown => {
  try {
    const { namesPrototype } = checkShape(body);
    return namesPrototype ? JSON.parse(body, refusePollution) : JSON.parse(body);
  } catch (error) {
    if (error instanceof InvalidRequestError) throw error;
    throw new InvalidRequestError('The body is not valid JSON. Check quotes, commas and brackets.', {
      cause: error,
    });
  }
};
