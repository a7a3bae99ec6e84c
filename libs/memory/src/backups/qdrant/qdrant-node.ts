import { createHash, randomUUID } from 'node:crypto';
import { Agent, fetch, type Response } from 'undici';
import { z } from 'zod';
import { BackupError } from '../backup-error.ts';

export interface QdrantNodeOptions {
  readonly url: string;
  readonly apiKey?: string | undefined;
}

/** A snapshot that lies on a node. */
export interface Snapshot {
  readonly name: string;
  readonly checksum?: string | null | undefined;
}

/** A large collection takes minutes to write down, and as long to read back. */
const timeoutMs = 3_600_000;

const Answer = z.object({ result: z.unknown() });
const Collections = z.object({ collections: z.array(z.object({ name: z.string() })) });
const SnapshotAnswer = z.object({ name: z.string().min(1), checksum: z.string().nullish() });
const Shards = z.object({ local_shards: z.array(z.object({ points_count: z.number().int() })) });

/** The body of a request that uploads a file, with what its headers say of it. */
interface Form {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A form (RFC 7578) with one file in it that is sent as it comes: it may be larger than memory. */
const formWith = (file: AsyncIterable<Uint8Array>, length: number): Form => {
  const boundary = `octollm-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="snapshot"; filename="snapshot"\r\n` +
      'content-type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const body = async function* () {
    yield head;
    yield* file;
    yield tail;
  };
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + length + tail.length),
    },
    body: body(),
  };
};

const pathOf = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

/** One node of Qdrant and its snapshots (https://qdrant.tech/documentation/concepts/snapshots/). */
export class QdrantNode {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** Others give a request up that has no answer after five minutes. */
  readonly #patient = new Agent({ headersTimeout: timeoutMs });

  constructor({ url, apiKey }: QdrantNodeOptions) {
    this.#url = url.replace(/\/+$/, '');
    this.#headers = apiKey === undefined ? {} : { 'api-key': apiKey };
  }

  /** The names of all collections. @throws BackupError */
  async collections(): Promise<readonly string[]> {
    const { collections } = await this.#result('GET', 'collections', Collections);
    return collections.map(({ name }) => name).sort();
  }

  /** How many points of a collection are on this node, copies of those on others included. @throws BackupError */
  async points(collection: string): Promise<number> {
    const { local_shards } = await this.#result('GET', pathOf('collections', collection, 'cluster'), Shards);
    return local_shards.reduce((sum, { points_count }) => sum + points_count, 0);
  }

  /** Has the node write a snapshot of its part of a collection, and waits for it. @throws BackupError */
  makeSnapshot(collection: string): Promise<Snapshot> {
    const path = pathOf('collections', collection, 'snapshots');
    return this.#result('POST', `${path}?wait=true`, SnapshotAnswer);
  }

  /**
   * The bytes of a snapshot.
   * @throws BackupError when it breaks off or is not what the node says it wrote
   */
  async *readSnapshot(collection: string, { name, checksum }: Snapshot): AsyncGenerator<Uint8Array> {
    const response = await this.#send('GET', pathOf('collections', collection, 'snapshots', name));
    if (response.body === null) throw new BackupError(`The snapshot ${name} of Qdrant is empty.`);
    const hash = createHash('sha256');
    for await (const chunk of response.body) {
      hash.update(chunk);
      yield chunk;
    }
    if (typeof checksum === 'string' && hash.digest('hex') !== checksum)
      throw new BackupError(`The snapshot ${name} of Qdrant has another checksum than the node says.`);
  }

  /** Removes a snapshot from the node. @throws BackupError */
  async removeSnapshot(collection: string, { name }: Snapshot): Promise<void> {
    const path = pathOf('collections', collection, 'snapshots', name);
    await this.#result('DELETE', `${path}?wait=true`, z.boolean());
  }

  /**
   * Makes a collection from a snapshot, as it comes.
   * @param length - of the snapshot, in bytes
   * @throws BackupError
   */
  async restoreSnapshot(
    collection: string,
    snapshot: AsyncIterable<Uint8Array>,
    length: number,
  ): Promise<void> {
    const path = `${pathOf('collections', collection, 'snapshots', 'upload')}?wait=true&priority=snapshot`;
    const form = formWith(snapshot, length);
    await this.#result('POST', path, z.boolean(), form);
  }

  /** Removes a collection. @throws BackupError */
  async removeCollection(collection: string): Promise<void> {
    await this.#result('DELETE', pathOf('collections', collection), z.boolean());
  }

  async #result<Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    form?: Form,
  ): Promise<z.infer<Schema>> {
    const response = await this.#send(method, path, form);
    const answer = Answer.safeParse(await response.json().catch(() => undefined));
    const result = schema.safeParse(answer.data?.result);
    if (!result.success) throw new BackupError(`Qdrant gives no result for ${method} ${path}.`);
    return result.data;
  }

  async #send(method: string, path: string, form?: Form): Promise<Response> {
    const response = await fetch(`${this.#url}/${path}`, {
      method,
      headers: { ...this.#headers, ...form?.headers },
      ...(form === undefined ? {} : { body: form.body, duplex: 'half' as const }),
      dispatcher: this.#patient,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new BackupError(`Qdrant does not answer; ${method} ${path} failed.`, { cause: error });
    });
    if (!response.ok) throw new BackupError(`Qdrant answers ${response.status} for ${method} ${path}.`);
    return response;
  }
}
