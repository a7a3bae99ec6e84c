import { z } from 'zod';
import { Id, Metadata, Timestamp, text } from './primitives.ts';

export const MediaType = z.enum(['text/plain', 'text/markdown', 'text/html', 'text/csv', 'application/pdf']);
export type MediaType = z.infer<typeof MediaType>;

const oneMebibyte = 1_048_576;

/** The longest file that is uploaded: 50 MiB. */
export const longestUpload = 50 * oneMebibyte;

/** Bytes that a base64 text stands for (RFC 4648, section 4). */
const decodedLength = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

/** A document to ingest: exactly one of `text` (at most 1 MiB of characters) and `content_base64` (1 MiB decoded). */
export const DocumentRequest = z
  .strictObject({
    text: text(oneMebibyte).optional(),
    content_base64: z
      .base64()
      .min(1)
      .max(Math.ceil(oneMebibyte / 3) * 4)
      .refine((base64) => decodedLength(base64) <= oneMebibyte, { error: 'stands for more than 1 MiB' })
      .optional(),
    media_type: MediaType.default('text/plain'),
    metadata: Metadata.default({}),
  })
  .refine((body) => (body.text === undefined) !== (body.content_base64 === undefined), {
    error: 'give exactly one of text and content_base64',
  })
  .refine((body) => body.text === undefined || body.media_type !== 'application/pdf', {
    path: ['media_type'],
    error: 'a PDF is no text: send it as content_base64 or as a file',
  })
  .meta({ oneOf: [{ required: ['text'] }, { required: ['content_base64'] }] });
export type DocumentRequest = z.infer<typeof DocumentRequest>;

/** The parts of a document that is sent as a file (multipart/form-data, RFC 7578), in any order. */
export const DocumentUpload = z.strictObject({
  file: z.file().max(longestUpload).meta({ description: 'One file of at most 50 MiB.' }),
  metadata: z.string().optional().meta({
    contentMediaType: 'application/json',
    description: 'The metadata of the document: an object as JSON.',
  }),
  media_type: MediaType.optional().meta({
    description:
      'What the file is. When it is left out, the type of the part tells, then the name of the file, then its beginning.',
  }),
});
export type DocumentUpload = z.infer<typeof DocumentUpload>;

export const DocumentStatus = z.enum(['queued', 'indexed', 'failed']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const Document = z.strictObject({
  id: Id,
  status: DocumentStatus,
  media_type: MediaType,
  metadata: Metadata,
  /** The passages that searches find. While a changed document is queued, those of the version before. */
  chunks: z.int().min(0),
  /** How far the indexing has come; left out before it begins and after it has ended. */
  progress: z.strictObject({ done_chunks: z.int().min(0), total_chunks: z.int().min(0) }).optional(),
  /** Why the document has failed. */
  error: z.string().optional(),
  /** What a reader of the document should know: how it was decoded, what was redacted, what holds no text. */
  warnings: z.array(z.string()).optional(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Document = z.infer<typeof Document>;
