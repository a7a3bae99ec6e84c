import { fileURLToPath } from 'node:url';
import { type ColdStorage, ColdStorageError } from './cold-storage.ts';
import { DirectoryColdStorage } from './directory-cold-storage.ts';
import { S3ColdStorage } from './s3-cold-storage.ts';

/** Where cold storage is, and what it asks for; the latter only for `s3://`. */
export interface ColdStorageOptions {
  /** `file:///folder` or `s3://bucket/prefix`. */
  readonly url: string;
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
}

/**
 * The storage that a URL names. Nothing is opened yet.
 * @throws ColdStorageError when the URL has another scheme, names no folder or bucket, or keys are missing.
 */
export function openColdStorage(options: ColdStorageOptions): ColdStorage {
  const { protocol, hostname, pathname } = new URL(options.url);
  if (protocol === 'file:' && hostname === '' && pathname !== '/')
    return new DirectoryColdStorage(fileURLToPath(options.url).replace(/\/+$/, ''));
  if (protocol !== 's3:' || hostname === '')
    throw new ColdStorageError('Cold storage is file:///folder or s3://bucket/prefix.');
  const { endpoint, region, accessKeyId, secretAccessKey } = options;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new ColdStorageError('Cold storage in S3 needs an access key and its secret.');
  return new S3ColdStorage({
    bucket: hostname,
    prefix: pathname,
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
  });
}
