import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { deriveKey } from '../keys/derive-key.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts what level 2 keeps. Each id has a key of its own, from the secret: random nonces of 96 bits are safe for 2^32
 * values under one key (NIST SP 800-38D, 8.3), which a busy cache under a single key would reach in weeks.
 */
export class ValueCipher {
  readonly #key: KeyObject;

  /**
   * @param secret - at least 16 bytes, the same for every replica; values under another one are misses
   * @throws RangeError when it is too short
   */
  constructor(secret: string | Uint8Array) {
    this.#key = deriveKey(secret, 'values');
  }

  /** @param id - where the value will lie, tenant included: it cannot be opened under another */
  seal(id: string, plain: Uint8Array): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.#keyOf(id), nonce, { authTagLength: tagLength });
    cipher.setAAD(Buffer.from(id));
    const sealed = [cipher.update(plain), cipher.final()];
    return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** @throws Error when it was not sealed under this secret and id, or was changed since */
  open(id: string, sealed: Buffer): Buffer {
    const nonce = sealed.subarray(0, nonceLength);
    const decipher = createDecipheriv(algorithm, this.#keyOf(id), nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    const body = sealed.subarray(nonceLength + tagLength);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  #keyOf(id: string): KeyObject {
    return createSecretKey(createHmac('sha256', this.#key).update(id).digest());
  }
}
