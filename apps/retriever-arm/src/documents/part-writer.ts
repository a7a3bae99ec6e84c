import { createHash } from 'node:crypto';
import { newId } from '@octollm/contracts';
import type { StoredUpload, UploadStore } from '@octollm/memory';

/** As much is held of a file in memory while it comes in. */
const partSize = 1_048_576;
/** What kind of file it is shows in as many bytes. */
const beginningSize = 4_096;

/** Puts a file into the store as it comes in, part by part. */
export class PartWriter {
  readonly id = newId();
  readonly #uploads: UploadStore;
  readonly #tenantId: string;
  readonly #hash = createHash('sha256');
  #held: Buffer[] = [];
  #heldBytes = 0;
  #parts = 0;
  #length = 0;
  #beginning: Buffer = Buffer.alloc(0);

  constructor(uploads: UploadStore, tenantId: string) {
    this.#uploads = uploads;
    this.#tenantId = tenantId;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** The first bytes of the file, up to 4 KiB. */
  get beginning(): Buffer {
    return this.#beginning;
  }

  async write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    this.#length += bytes.length;
    if (this.#beginning.length < beginningSize)
      this.#beginning = Buffer.concat([this.#beginning, bytes]).subarray(0, beginningSize);
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= partSize) await this.#flush();
  }

  /** Stores what is left. The file is whole now; a document may name it. */
  async finish(fileName: string | null): Promise<StoredUpload> {
    if (this.#heldBytes > 0) await this.#flush();
    return { id: this.id, sha256: this.#hash.digest('hex'), fileName };
  }

  /** Deletes what was stored. */
  async discard(): Promise<void> {
    await this.#uploads.discard(this.#tenantId, this.id);
  }

  async #flush(): Promise<void> {
    const part = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    await this.#uploads.append(this.#tenantId, this.id, this.#parts, part);
    this.#parts += 1;
  }
}
