import type { Metadata } from '@octollm/contracts';

/** A passage of a document, as an index keeps it. */
export interface Passage {
  readonly chunkId: string;
  readonly documentId: string;
  readonly heading: string | null;
  readonly text: string;
  readonly metadata: Metadata;
  /** Of its document. */
  readonly title: string | null;
  readonly source: string | null;
}

/** What a passage is found by: its own words, those of the headings it stands under and of the title of its document. */
export const searchableText = ({
  title,
  heading,
  text,
}: Pick<Passage, 'title' | 'heading' | 'text'>): string => [title ?? '', heading ?? '', text].join('\n');
