const parsed = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // It only looks like JSON, and is read as the text that it is.
    return undefined;
  }
};

/**
 * Every string, name and number of a JSON value, as a person reads them. A string that is JSON itself, such as the
 * arguments of a tool call, is opened too.
 */
export const stringsOf = (value: unknown): string[] => {
  const found: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'number') found.push(String(next));
    else if (typeof next === 'string') {
      found.push(next);
      const inner = parsed(next);
      if (inner !== undefined) open.push(inner);
    } else if (typeof next === 'object' && next !== null) {
      if (!Array.isArray(next)) found.push(...Object.keys(next));
      open.push(...Object.values(next));
    }
  }
  return found;
};
