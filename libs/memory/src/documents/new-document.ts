import type { MediaType, Metadata } from '@octollm/contracts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { sha256 } from '../audit/sha256.ts';

/** A file whose parts `UploadStore` holds. */
export interface StoredUpload {
  readonly id: string;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly fileName: string | null;
}

/** A document to store: what it says and what it is found by. */
export interface NewDocument {
  /** Made by the caller, with newId; not used when the tenant has the document already. */
  readonly id: string;
  readonly request: { readonly media_type: MediaType; readonly metadata: Metadata } & (
    | { readonly text: string; readonly upload?: undefined }
    | { readonly text?: undefined; readonly upload: StoredUpload }
  );
}

/** The same for the same bytes with the same media type and metadata, however they were sent. */
export const contentKeyOf = ({ media_type, metadata, text, upload }: NewDocument['request']): string =>
  sha256(
    canonicalJson({ content: upload === undefined ? sha256(text) : upload.sha256, media_type, metadata }),
  );

/**
 * The same for all versions of one document: those whose metadata name the same source and the same title, or none.
 * The title counts because many documents may come from one source, a site or an archive. Null without a source.
 */
export const sourceKeyOf = ({ metadata }: NewDocument['request']): string | null => {
  const { source, title } = metadata;
  if (typeof source !== 'string' || source.trim() === '') return null;
  return sha256(canonicalJson([source, title ?? null]));
};
