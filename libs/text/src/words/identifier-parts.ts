const part = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+/gu;
const mixedCase = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

/**
 * The words inside a mixed-case identifier: `maxConcurrentTasks` holds max, Concurrent, Tasks. Empty for anything else:
 * `DATABASE_URL` and `reflex-gateway` are parted already when the text is cut into words.
 */
export const identifierParts = (word: string): readonly string[] => {
  if (!mixedCase.test(word)) return [];
  const parts = word.match(part) ?? [];
  return parts.length > 1 ? parts.filter(({ length }) => length > 1) : [];
};
