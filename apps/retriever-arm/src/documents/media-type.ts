import { extname } from 'node:path';
import { MediaType } from '@octollm/contracts';
import { isPdf } from '../reading/signatures.ts';

/** What is known of what a file is. */
export interface FileKind {
  /** What the sender says it is. */
  readonly stated: MediaType | undefined;
  /** The type of the part, with its parameters; programs often put down what they guess. */
  readonly partType: string;
  readonly fileName: string | null;
  readonly beginning: Buffer;
}

const extensions: Readonly<Record<string, MediaType>> = {
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'text/html',
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

const htmlBeginning = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;

/** The media type of a file: as its sender says, as its part says, by its name, by its beginning. */
export const mediaTypeOf = ({ stated, partType, fileName, beginning }: FileKind): MediaType => {
  if (stated !== undefined) return stated;
  if (isPdf(beginning)) return 'application/pdf';
  const part = MediaType.safeParse(partType.split(';')[0]?.trim().toLowerCase());
  const named = extensions[extname(fileName ?? '').toLowerCase()];
  // Plain text is what programs call every text.
  if (part.success && part.data !== 'text/plain') return part.data;
  return named ?? (htmlBeginning.test(beginning.toString('latin1')) ? 'text/html' : 'text/plain');
};
