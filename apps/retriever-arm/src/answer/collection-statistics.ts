import { type TermStatistics, terms } from '@octollm/text';

/** How often terms occur in some texts. */
const countIn = (texts: readonly string[], sought: readonly string[]): TermStatistics => {
  const sets = texts.map((text) => new Set(terms(text)));
  const frequencies = new Map(
    sought.map((term) => [term, sets.filter((set) => set.has(term)).length] as const),
  );
  return { chunks: texts.length, frequencies };
};

/** The statistics of the tenant's collection, or those of the passages when they are more than the collection holds. */
export const collectionStatistics = (
  collection: TermStatistics,
  texts: readonly string[],
  sought: readonly string[],
): TermStatistics => (collection.chunks >= texts.length ? collection : countIn(texts, sought));
