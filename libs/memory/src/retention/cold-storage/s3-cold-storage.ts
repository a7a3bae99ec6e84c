import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { type ColdStorage, ColdStorageError, checkFileName, FileNotFoundError } from './cold-storage.ts';

/** A bucket of a service with the interface of S3. */
export interface S3Options {
  readonly bucket: string;
  /** What every name begins with; none when empty. */
  readonly prefix: string;
  /** Scheme, host and port of the service; the one of AWS in the region when left out. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How long one attempt may take, and how often one that failed with 429 or 5xx is repeated, waiting longer each time. */
const timeoutMs = 120_000;
const retries = 5;

/** Requests are signed with AWS Signature Version 4, the body included. */
export class S3ColdStorage implements ColdStorage {
  readonly #client: AwsClient;
  readonly #folder: string;

  constructor({ bucket, prefix, endpoint, region, accessKeyId, secretAccessKey }: S3Options) {
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries });
    const place =
      endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : `${endpoint}/${bucket}`;
    this.#folder = [place, ...prefix.split('/').filter((part) => part !== '')].join('/');
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    checkFileName(name);
    const response = await this.#send(name, 'PUT', bytes);
    if (!response.ok) throw await refusal(response, name);
    await response.arrayBuffer();
  }

  async get(name: string): Promise<Uint8Array> {
    checkFileName(name);
    const response = await this.#send(name, 'GET');
    if (response.status === 404 && (await codeOf(response)) !== 'NoSuchBucket')
      throw new FileNotFoundError(name);
    if (!response.ok) throw await refusal(response, name);
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new ColdStorageError(`The file ${name} broke off while it was read.`, { cause: error });
    }
  }

  async remove(name: string): Promise<void> {
    checkFileName(name);
    const response = await this.#send(name, 'DELETE');
    if (!response.ok) throw await refusal(response, name);
    await response.arrayBuffer();
  }

  async #send(name: string, method: string, bytes?: Uint8Array): Promise<Response> {
    const hash = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    try {
      return await this.#client.fetch(`${this.#folder}/${name}`, {
        method,
        headers: { 'x-amz-content-sha256': hash },
        ...(bytes === undefined ? {} : { body: Uint8Array.from(bytes) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw new ColdStorageError(`Cold storage does not answer; ${method} of ${name} failed.`, {
        cause: error,
      });
    }
  }
}

/** The code of an error of S3, such as AccessDenied. */
const codeOf = async (response: Response): Promise<string | undefined> =>
  /<Code>(\w+)<\/Code>/.exec(await response.clone().text())?.[1];

const refusal = async (response: Response, name: string): Promise<ColdStorageError> => {
  const code = await codeOf(response);
  return new ColdStorageError(
    `Cold storage answers ${response.status}${code === undefined ? '' : ` ${code}`} for ${name}.`,
  );
};
