/**
 * Options of an `LRUCache` that holds so many entries at most and takes memory for those that are there. Its own option
 * `max` takes it for all of them at once: three megabytes for 100,000 entries that may never come.
 */
export const atMost = (
  entries: number,
): { readonly maxSize: number; readonly sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: () => 1,
});
