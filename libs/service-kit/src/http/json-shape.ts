import { InvalidRequestError } from '@octollm/contracts';

/** How deep objects and lists in a body may be nested. Deeper ones only serve to exhaust the stack. */
export const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** Where a string that begins at `start` ends: after its closing quote, or at the end of the text. */
const endOfString = (json: string, start: number): number => {
  for (let index = start + 1; ; index += 1) {
    const end = json.indexOf('"', index);
    if (end === -1) return json.length;
    let backslashes = 0;
    while (json.charCodeAt(end - 1 - backslashes) === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
    index = end;
  }
};

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const followsColon = (json: string, from: number): boolean => {
  let index = from;
  while (isSpace(json.charCodeAt(index))) index += 1;
  return json.charCodeAt(index) === colon;
};

/** A key as it is after its escapes are read. @throws SyntaxError when they cannot be read */
const keyOf = (literal: string): string =>
  literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);

/** What the shape of a JSON text says. */
export interface JsonShape {
  /** Whether a key of an object may change a prototype, depending on its value. */
  readonly namesPrototype: boolean;
}

/**
 * Looks at the shape of a JSON text without recursion and without parsing it. What stands in strings does not count.
 * @throws InvalidRequestError when it is nested deeper than `maxDepth`, or an object has a key twice: parsers differ in
 * which of the two counts (RFC 8259, section 4), so that one could check what another does not use
 */
export const checkShape = (json: string): JsonShape => {
  let namesPrototype = false;
  // The keys so far of every object that is open; null for a list.
  const open: (Set<string> | null)[] = [];
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === quote) {
      const end = endOfString(json, index);
      const keys = open.at(-1);
      if (keys && followsColon(json, end)) {
        const key = keyOf(json.slice(index, end));
        addKey(keys, key);
        namesPrototype ||= key === '__proto__' || key === 'constructor';
      }
      index = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      open.push(code === 0x7b ? new Set() : null);
      if (open.length > maxDepth)
        throw new InvalidRequestError(`Nest objects and lists at most ${maxDepth} deep in the body.`);
    } else if (code === 0x7d || code === 0x5d) open.pop();
  }
  return { namesPrototype };
};

const addKey = (keys: Set<string>, key: string): void => {
  if (keys.has(key))
    throw new InvalidRequestError(
      `Name each key of an object once in the body: ${JSON.stringify(key.slice(0, 64))} is there twice.`,
    );
  keys.add(key);
};
