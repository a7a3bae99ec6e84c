import { type Sql, sql } from '../../database/sql.ts';
import { currentTime, milliseconds } from '../../database/time.ts';

export const appendStatement = (
  tenantId: string,
  uploadId: string,
  ordinal: number,
  bytes: Buffer,
): Sql => sql`
  INSERT INTO upload_parts (tenant_id, upload_id, ordinal, bytes, created_at)
  VALUES (${tenantId}, ${uploadId}, ${ordinal}, ${bytes}, ${currentTime})`;

export const sizesStatement = (tenantId: string, uploadId: string): Sql => sql`
  SELECT ordinal, octet_length(bytes) AS size FROM upload_parts
   WHERE tenant_id = ${tenantId} AND upload_id = ${uploadId} ORDER BY ordinal`;

export const partStatement = (tenantId: string, uploadId: string, ordinal: number): Sql => sql`
  SELECT bytes FROM upload_parts
   WHERE tenant_id = ${tenantId} AND upload_id = ${uploadId} AND ordinal = ${ordinal}`;

export const discardStatement = (tenantId: string, uploadId: string): Sql =>
  sql`DELETE FROM upload_parts WHERE tenant_id = ${tenantId} AND upload_id = ${uploadId}`;

/** An upload is as old as its newest part, since a slow one may still be coming. */
export const sweepStatement = (olderThanMs: number): Sql => sql`
  DELETE FROM upload_parts p
   WHERE p.created_at < now() - ${milliseconds(olderThanMs)}
     AND NOT EXISTS (
       SELECT FROM documents d WHERE d.tenant_id = p.tenant_id AND d.upload_id = p.upload_id)
     AND NOT EXISTS (
       SELECT FROM upload_parts n
        WHERE n.tenant_id = p.tenant_id AND n.upload_id = p.upload_id
          AND n.created_at >= now() - ${milliseconds(olderThanMs)})`;
