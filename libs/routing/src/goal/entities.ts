import { trimmed } from './words.ts';

/** The most names that one goal is about: so many are searched for side by side. */
const maxNames = 10;

const listsOf = (context: unknown): readonly unknown[] => {
  if (typeof context !== 'object' || context === null) return [];
  const { entities, tickers } = context as { readonly entities?: unknown; readonly tickers?: unknown };
  return [entities, tickers].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
};

/**
 * The names that the context of a task lists under `entities` and `tickers`, each once, whatever its case, and ten at
 * most. Nothing else of a context is read: a text is no list.
 */
export const namesInContext = (context: unknown): readonly string[] => {
  const names = listsOf(context).flatMap((name) => (typeof name === 'string' ? trimmed(name) : []));
  const seen = new Set<string>();
  return names
    .filter((name) => name !== '' && !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()))
    .slice(0, maxNames);
};

/** Three names or more in a row: "Oslo, Bergen and Trondheim". */
const enumeration =
  /(?<![\p{L}\p{N}])(?:of|in|for|by|at|from|between|on) ((?:\p{Lu}[\p{L}\p{N}'’-]{0,40}(?: \p{Lu}[\p{L}\p{N}'’-]{0,40}){0,3}, ){1,9}(?:and |or )?\p{Lu}[\p{L}\p{N}'’-]{0,40}(?: \p{Lu}[\p{L}\p{N}'’-]{0,40}){0,3}(?:,? (?:and|or) \p{Lu}[\p{L}\p{N}'’-]{0,40}(?: \p{Lu}[\p{L}\p{N}'’-]{0,40}){0,3})?)/u;

/** The names that a goal lists in a row, three or more; none otherwise. */
export const enumeratedNames = (goal: string): readonly string[] => {
  const list = enumeration.exec(goal)?.[1];
  if (list === undefined) return [];
  const names = list
    .split(/, and |, or |, | and | or /)
    .map(trimmed)
    .filter((name) => name !== '');
  return names.length >= 3 ? names.slice(0, maxNames) : [];
};
