import type { MediaType } from '@octollm/contracts';
import { declaredEncoding, readHtml } from '@octollm/text';
import { checkKind } from './check-kind.ts';
import { csvTable } from './csv-table.ts';
import { decodeText } from './decode-text.ts';
import type { ReadFile } from './read-pdf.ts';

const readText = (content: string | Uint8Array, mediaType: MediaType): ReadFile => {
  const declared =
    mediaType === 'text/html' && typeof content !== 'string' ? declaredEncoding(content) : undefined;
  const { text, warnings } =
    typeof content === 'string' ? { text: content, warnings: [] } : decodeText(content, declared);
  if (mediaType === 'text/html') return { ...readHtml(text), warnings };
  return { text: mediaType === 'text/csv' ? csvTable(text) : text, title: null, warnings };
};

/**
 * What a document says.
 * @param content a text as it was sent, or the bytes of a file
 * @throws DocumentRefusedError when it cannot be read
 */
export const readFile = async (content: string | Uint8Array, mediaType: MediaType): Promise<ReadFile> => {
  if (typeof content === 'string') return readText(content, mediaType);
  checkKind(content, mediaType);
  if (mediaType !== 'application/pdf') return readText(content, mediaType);
  // A thread that reads no PDF does without the code for it.
  const { readPdf } = await import('./read-pdf.ts');
  return readPdf(content);
};
