import { UnavailableError } from '@octollm/contracts';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
} from 'jose';

/** How keys are fetched. */
export interface RemoteKeysOptions {
  /** After an answer, tokens that name unknown keys lead to no other fetch for so long. @default 30,000 */
  readonly cooldownMs?: number;
  /** After no answer, or one that cannot be read, nothing is fetched for so long. @default 5,000 */
  readonly pauseMs?: number;
  /** Keys are fetched again at this age, so that those that were withdrawn are forgotten. @default 600,000 */
  readonly maxAgeMs?: number;
  /** How long an answer may take. @default 5,000 */
  readonly timeoutMs?: number;
}

type KeySet = ReturnType<typeof createRemoteJWKSet>;
type Key = Awaited<ReturnType<KeySet>>;

/**
 * The public keys of an identity provider (RFC 7517). They are fetched when a token needs them: at first, when they are
 * old, and when a token names a key that is not among them. Keys that cannot be fetched again stay in use.
 */
export class RemoteKeys {
  readonly #remote: KeySet;
  readonly #pauseMs: number;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(url: string, options: RemoteKeysOptions = {}) {
    const { cooldownMs = 30_000, pauseMs = 5_000, maxAgeMs = 600_000, timeoutMs = 5_000 } = options;
    this.#pauseMs = pauseMs;
    this.#remote = createRemoteJWKSet(new URL(url), {
      cooldownDuration: cooldownMs,
      cacheMaxAge: maxAgeMs,
      timeoutDuration: timeoutMs,
      [customFetch]: (address, request) => {
        if (this.#isPaused)
          return Promise.reject(new Error('The identity provider gave no keys a moment ago.'));
        return fetch(address, request);
      },
    });
  }

  /**
   * Finds the key that a token was signed with.
   * @throws JOSEError when there is none; UnavailableError when keys have to be fetched to say so, and cannot be
   */
  async find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<Key> {
    try {
      return await this.#remote(header, token);
    } catch (error) {
      if (isVerdict(error)) throw error;
      if (!this.#isPaused) this.#pausedUntil = performance.now() + this.#pauseMs;
      return this.#findAmongKnown(header, token, error);
    }
  }

  get #isPaused(): boolean {
    return performance.now() < this.#pausedUntil;
  }

  async #findAmongKnown(header: JWSHeaderParameters, token: FlattenedJWSInput, cause: unknown): Promise<Key> {
    const unavailable = new UnavailableError('The keys of the identity provider cannot be read.', {
      cause,
      retryAfter: Math.ceil(this.#pauseMs / 1_000),
    });
    const known = this.#remote.jwks();
    if (known === undefined) throw unavailable;
    try {
      return await createLocalJWKSet(known)(header, token);
    } catch (error) {
      // It may be a new key: nobody can tell while the identity provider does not answer.
      throw error instanceof errors.JWKSNoMatchingKey ? unavailable : error;
    }
  }
}

/** Whether the keys are there and it is the token that is wrong. */
const isVerdict = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;
