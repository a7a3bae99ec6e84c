import { terms } from '@octollm/text';

/** A query with its terms. */
export interface ReadQuery {
  readonly text: string;
  /** In the order of the text, with repetitions. */
  readonly terms: readonly string[];
  /** Each term with how often the query says it. */
  readonly counts: ReadonlyMap<string, number>;
  /** Each term once. */
  readonly sought: readonly string[];
}

export const readQuery = (text: string): ReadQuery => {
  const all = terms(text);
  const counts = new Map<string, number>();
  for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { text, terms: all, counts, sought: [...counts.keys()] };
};
