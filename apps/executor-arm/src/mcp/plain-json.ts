/** As deep as bodies may be that come to the platform. */
const maxDepth = 64;

/** JSON from a stranger that cannot be kept. */
export class DepthError extends Error {
  constructor() {
    super(`The value is nested deeper than ${maxDepth}.`);
    this.name = 'DepthError';
  }
}

/** NUL characters become U+FFFD, because the stores behind the platform cannot hold them. */
export const plainText = (text: string): string => text.replaceAll('\0', '\ufffd');

/**
 * A JSON value as the platform can keep it: without NUL characters, and without keys that change a prototype.
 * @throws DepthError
 */
export const plainJson = (value: unknown, depth = 0): unknown => {
  if (depth > maxDepth) throw new DepthError();
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map((item) => plainJson(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [plainText(key), plainJson(item, depth + 1)]),
  );
};

/** A JSON object as {@link plainJson} has it. @throws DepthError */
export const plainObject = (value: object): Record<string, unknown> =>
  plainJson(value) as Record<string, unknown>;
