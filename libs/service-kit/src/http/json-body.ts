import { InvalidRequestError } from '@octollm/contracts';

/** How deep objects and lists in a body may be nested. Deeper ones only serve to exhaust the stack. */
export const maxDepth = 64;

/** The deepest nesting in a JSON text, found without recursion. Brackets inside strings do not count. */
const depthOf = (json: string): number => {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
};

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
 * @throws InvalidRequestError when it is not JSON, nested deeper than `maxDepth`, or holds a key that would
 * change the prototype of an object
 */
export const parseJsonBody = (body: string): unknown => {
  if (depthOf(body) > maxDepth)
    throw new InvalidRequestError(`Nest objects and lists at most ${maxDepth} deep in the body.`);
  const suspicious = /__proto__|constructor|\\u/.test(body);
  try {
    return suspicious ? JSON.parse(body, refusePollution) : JSON.parse(body);
  } catch (error) {
    if (error instanceof InvalidRequestError) throw error;
    throw new InvalidRequestError('The body is not valid JSON. Check quotes, commas and brackets.', {
      cause: error,
    });
  }
};
