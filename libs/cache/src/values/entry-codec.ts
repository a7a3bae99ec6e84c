import { cacheClasses } from '../keys/cache-class.ts';
import { type CacheKey } from '../keys/cache-key.ts';
import { compress, decompress } from './compression.ts';
import { type Entry, form, pack, packRaw, unpack } from './entry.ts';
import type { ValueCipher } from './value-cipher.ts';

export interface EntryCodecOptions {
  /** Encrypts what is written. Without it values lie open. */
  readonly cipher?: ValueCipher;
  /** No value may be longer, in bytes, when it is unpacked. @default 16 MiB */
  readonly maxValueBytes?: number;
}

/** How entries are written for level 2: compressed where that helps, then encrypted. */
export class EntryCodec {
  readonly #cipher: ValueCipher | undefined;
  readonly #maxValueBytes: number;

  constructor({ cipher, maxValueBytes = 16 * 1_024 * 1_024 }: EntryCodecOptions = {}) {
    this.#cipher = cipher;
    this.#maxValueBytes = maxValueBytes;
  }

  async encode(key: CacheKey, entry: Entry): Promise<Buffer> {
    const compressed =
      entry.value !== null && cacheClasses[key.class].compressed ? await compress(entry.value) : undefined;
    const packed =
      compressed === undefined
        ? packRaw(entry)
        : pack({ form: form.zstd, stamp: entry.stamp, expiresAt: entry.expiresAt, payload: compressed });
    return this.#cipher === undefined ? packed : this.#cipher.seal(key.id, packed);
  }

  /** Undefined for bytes that were damaged, forged, moved from another key or sealed under another secret: a miss. */
  async decode(key: CacheKey, bytes: Buffer): Promise<Entry | undefined> {
    try {
      const packed = unpack(this.#cipher === undefined ? bytes : this.#cipher.open(key.id, bytes));
      if (packed === undefined) return undefined;
      const { stamp, expiresAt, payload } = packed;
      if (packed.form === form.negative) return { value: null, stamp, expiresAt };
      const value = packed.form === form.zstd ? await decompress(payload, this.#maxValueBytes) : payload;
      return { value, stamp, expiresAt };
    } catch {
      // Neither the cipher nor zstd says more than that the bytes are not what was written.
      return undefined;
    }
  }
}
