import type { Readable, Transform } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { unreachable } from './failures.ts';

/** The longest body in bytes that is handed back: 1 MiB after decoding. */
export const maxBodyBytes = 1_048_576;

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const decoded = (body: Readable, encoding: string): Readable => {
  if (encoding === '' || encoding === 'identity') return body;
  const decoder = decoders[encoding]?.();
  if (decoder === undefined)
    throw unreachable(
      'encoding_unknown',
      `The answer is encoded as ${encoding}, which cannot be read.`,
      undefined,
    );
  body.on('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
};

/** The decoder for the character set in a content type; UTF-8 when it names none that is known. */
const textDecoder = (contentType: string): TextDecoder => {
  const charset = /charset="?([\w:.-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
};

export interface BodyText {
  readonly body: string;
  readonly truncated: boolean;
}

/**
 * Reads a body as text, up to the limit. The rest is not fetched. NUL characters become U+FFFD, because the stores
 * behind the platform cannot hold them.
 */
export const readBody = async (
  body: Readable,
  headers: { readonly contentType: string; readonly contentEncoding: string },
): Promise<BodyText> => {
  const chunks: Buffer[] = [];
  let length = 0;
  // A body that is destroyed before its end emits an error; what is read from it throws that error as well.
  body.on('error', () => undefined);
  try {
    for await (const chunk of decoded(body, headers.contentEncoding.trim().toLowerCase())) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > maxBodyBytes) break;
    }
  } finally {
    body.destroy();
  }
  const truncated = length > maxBodyBytes;
  const bytes = Buffer.concat(chunks).subarray(0, maxBodyBytes);
  // A stream that is not flushed drops the half character that the cut may have left.
  const text = textDecoder(headers.contentType).decode(bytes, { stream: truncated });
  return { body: text.replaceAll('\0', '\ufffd'), truncated };
};
