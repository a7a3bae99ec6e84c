import { sha256 } from '../audit/sha256.ts';

/** Each name is a statement that every connection keeps parsed and planned. */
const mostNames = 500;
const names = new Map<string, string>();

/**
 * The name under which a statement is prepared, so that a connection parses and plans it once; undefined when there
 * are too many different ones already. Equal names mean equal texts, in every process: a pooler may share connections.
 */
export const preparedName = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `octollm_${sha256(text).slice(0, 32)}`;
  names.set(text, name);
  return name;
};
