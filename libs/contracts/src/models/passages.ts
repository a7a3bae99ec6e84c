import { z } from 'zod';
import { SearchResult } from './search.ts';

/** The most passages that one call may hold, over all its lists. */
const maxPassages = 200;

/** One passage of each list in turn, so that every search has an equal share of what is read first. */
const interleave = (lists: readonly (readonly SearchResult[])[]): SearchResult[] => {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const seen = new Set<string>();
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1)))
    .flat()
    .filter(({ chunk_id }) => !seen.has(chunk_id) && seen.add(chunk_id));
};

/**
 * Passages as one list, or as one list a search: a step that reads several searches refers to each of them. Lists
 * are interleaved and a passage that several searches found is kept once. A search that gave nothing, because it
 * failed, is null.
 */
export const Passages = z.union([
  z.array(SearchResult).max(maxPassages),
  z
    .array(z.array(SearchResult).nullable())
    .max(20)
    .transform((lists) => lists.filter((list) => list !== null))
    .refine((lists) => lists.reduce((sum, list) => sum + list.length, 0) <= maxPassages, {
      error: `holds more than ${maxPassages} passages`,
    })
    .transform(interleave),
]);
export type Passages = z.infer<typeof Passages>;
