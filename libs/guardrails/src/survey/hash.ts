/** FNV-1a over UTF-16 units: the start and the factor (Fowler, Noll and Vo, draft-eastlake-fnv). */
export const hashStart = 0x811c9dc5 | 0;
export const hashFactor = 0x01000193;

/** The hash of a whole text. */
export const hashOf = (text: string): number => {
  let hash = hashStart;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), hashFactor);
  return hash;
};
