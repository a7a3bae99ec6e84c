/** What one document may come to. A document over a limit is refused as a whole: half of one would answer wrongly. */
export const readingLimits = {
  /** Passages: some 4 million words. */
  chunks: 20_000,
  /** Pages of a PDF. */
  pages: 5_000,
  /** Characters of the text that was found. */
  characters: 60_000_000,
  /** Milliseconds of reading. */
  timeMs: 120_000,
  /** Objects of the thread that reads, in MiB. */
  heapMiB: 512,
  /** Bytes beside them, such as the streams of a PDF, in MiB. */
  externalMiB: 256,
} as const;
