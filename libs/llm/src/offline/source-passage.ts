/** A passage an answer may be taken from. */
export interface SourcePassage {
  readonly chunkId: string;
  readonly documentId: string;
  /** Word for word as it stands in the document. */
  readonly text: string;
  /** The titles of the headings it stands under, which may not be part of the text. */
  readonly heading: string | null;
  readonly title: string | null;
  readonly source: string | null;
  /** How well the search found it to fit, from 0 to 1. */
  readonly score: number;
}
