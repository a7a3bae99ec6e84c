import { z } from 'zod';
import { Id, Metadata, Timestamp, text } from './primitives.ts';

export const MediaType = z.enum(['text/plain', 'text/markdown']);
export type MediaType = z.infer<typeof MediaType>;

const oneMebibyte = 1_048_576;

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
  .meta({ oneOf: [{ required: ['text'] }, { required: ['content_base64'] }] });
export type DocumentRequest = z.infer<typeof DocumentRequest>;

export const DocumentStatus = z.enum(['queued', 'indexed', 'failed']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const Document = z.strictObject({
  id: Id,
  status: DocumentStatus,
  media_type: MediaType,
  metadata: Metadata,
  chunks: z.int().min(0),
  error: z.string().optional(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Document = z.infer<typeof Document>;
