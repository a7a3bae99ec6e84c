import type { MediaType } from '@octollm/contracts';
import { DocumentRefusedError } from './refusal.ts';
import { isPdf, unreadableKind } from './signatures.ts';

/**
 * Looks at the beginning of a file.
 * @throws DocumentRefusedError when it is that of something else than the media type says
 */
export const checkKind = (beginning: Uint8Array, mediaType: MediaType): void => {
  const kind =
    unreadableKind(beginning) ?? (isPdf(beginning) && mediaType !== 'application/pdf' ? 'a PDF' : undefined);
  if (kind !== undefined)
    throw new DocumentRefusedError(
      `This is ${kind}, not ${mediaType}. Send plain text, Markdown, HTML, CSV or PDF, and say which of them it is.`,
    );
  if (mediaType === 'application/pdf' && !isPdf(beginning))
    throw new DocumentRefusedError(
      'This is no PDF: a PDF begins with %PDF-. Say what it is, or send the PDF.',
    );
};
