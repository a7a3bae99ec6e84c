import { readdirSync, readFileSync } from 'node:fs';
import { chunks } from '@octollm/text';
import type { SourcePassage } from '../source-passage.ts';

const folder = new URL('./corpus/', import.meta.url);

/** Every passage of the corpus. None has a title, so that the text alone has to do. */
export const corpusPassages = (): SourcePassage[] =>
  readdirSync(folder).flatMap((file) => {
    const document = readFileSync(new URL(file, folder), 'utf8');
    return [...chunks(document, file.endsWith('.md') ? 'markdown' : 'plain')].map((chunk) => ({
      chunkId: `${file}#${chunk.ordinal}`,
      documentId: file,
      text: chunk.text,
      heading: chunk.heading,
      title: null,
      source: file,
      score: 0.5,
    }));
  });
