import type { MediaType, Metadata } from '@octollm/contracts';
import type { QueryRunner } from 'typeorm';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { sha256 } from '../../audit/sha256.ts';
import { contentKeyOf, sourceKeyOf } from '../../documents/new-document.ts';

/** Documents that are read at a time; each may have 1 MiB of text. */
const batchSize = 50;

interface OldDocument {
  readonly tenant: string;
  readonly id: string;
  readonly key: string;
  readonly request: { readonly text: string; readonly media_type: MediaType; readonly metadata: Metadata };
}

/** Backwards along the primary key: of several documents of one source the newest is the one that others are versions of. */
const readBatch = (runner: QueryRunner, last: OldDocument | undefined): Promise<OldDocument[]> =>
  runner.query(
    `SELECT tenant_id AS tenant, id, content_sha256 AS key,
            json_build_object('text', text, 'media_type', media_type, 'metadata', metadata) AS request
       FROM documents
      WHERE $1::text IS NULL OR (tenant_id, id) < ($1, $2::uuid)
      ORDER BY tenant_id DESC, id DESC LIMIT ${batchSize}`,
    [last?.tenant, last?.id],
  );

/**
 * Gives the documents from before ingestion the keys that they would get now, so that they are known when they are sent
 * again. Left alone is what was not keyed as it used to be (its text was changed to be storable), and what is an older
 * document of a source that a newer one stands for: two of a source would meet when either is sent again.
 */
export const rekeyDocuments = async (runner: QueryRunner): Promise<void> => {
  let batch = await readBatch(runner, undefined);
  while (batch.length > 0) {
    for (const { tenant, id, key, request } of batch) {
      if (key !== sha256(canonicalJson(request))) continue;
      await runner.query(
        `UPDATE documents SET content_sha256 = $4, source_key = $5
          WHERE tenant_id = $1 AND id = $2 AND content_sha256 = $3
            AND NOT EXISTS (SELECT FROM documents o WHERE o.tenant_id = $1 AND o.content_sha256 = $4)
            AND NOT EXISTS (SELECT FROM documents o WHERE o.tenant_id = $1 AND o.source_key = $5)`,
        [tenant, id, key, contentKeyOf(request), sourceKeyOf(request)],
      );
    }
    batch = await readBatch(runner, batch.at(-1));
  }
};
