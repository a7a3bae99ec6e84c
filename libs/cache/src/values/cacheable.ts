import { stringsOf } from './strings-of.ts';
import { bytesOfVector } from './vector-bytes.ts';

/** Whether a text holds personal data. It must answer true when it is not sure. */
export type PersonalDataCheck = (text: string) => boolean;

/** A value that must not be cached. It still is the answer. */
export class Uncacheable {
  readonly bytes: Uint8Array;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
  }
}

/** A value that may lie in a cache: it was screened, or cannot hold a text. There is no other way to make one. */
export class Cacheable {
  /** A private member, so that the compiler refuses an object that merely looks the same. */
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** A plain text. For JSON use `screenJson`: its escapes hide personal data (`\n` puts an n before a number). */
  static screen(text: string, holdsPersonalData: PersonalDataCheck): Cacheable | Uncacheable {
    return holdsPersonalData(text) ? new Uncacheable(text) : new Cacheable(Buffer.from(text));
  }

  /** The JSON of a value, when none of its strings, names and numbers holds personal data. */
  static screenJson(value: unknown, holdsPersonalData: PersonalDataCheck): Cacheable | Uncacheable {
    const text = JSON.stringify(value);
    return holdsPersonalData(stringsOf(value).join('\n'))
      ? new Uncacheable(text)
      : new Cacheable(Buffer.from(text));
  }

  /** A vector, as the bytes of its 32-bit numbers. */
  static vector(vector: Float32Array): Cacheable {
    return new Cacheable(bytesOfVector(vector));
  }

  /** Whether a value was screened, at run time. */
  static is(value: Cacheable | Uncacheable): value is Cacheable {
    return #bytes in value;
  }
}
