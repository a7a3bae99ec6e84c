import type { SearchRequest } from '@octollm/contracts';
import { terms } from '@octollm/text';

/**
 * What makes two searches one: everything that a result depends on. Where vectors only stand for words, a query is its
 * terms: other forms of a word, another case and other stop words change nothing.
 */
export const searchKey = (
  tenantId: string,
  { query, method, limit, filters, min_score }: SearchRequest,
  { isDiverse, isLexical }: { readonly isDiverse: boolean; readonly isLexical: boolean },
): string => {
  const sought = isLexical ? terms(query) : query.trim().replaceAll(/\s+/g, ' ');
  const values = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([tenantId, sought, method, limit, values, min_score, isDiverse]);
};
