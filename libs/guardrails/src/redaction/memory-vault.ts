import { randomBytes } from 'node:crypto';
import { lettersOf } from './letters.ts';
import type { TokenVault } from './token-vault.ts';

/** 80 bits: guessing one is hopeless, and a text stays readable. */
const tokenBytes = 10;

const keyOf = (type: string, text: string): string => `${type}\0${text}`;

/** A vault that lives as long as its object: for the answer to one request. It grows with the values it is given. */
export class MemoryVault implements TokenVault {
  readonly #tokens = new Map<string, string>();
  readonly #values = new Map<string, string>();

  tokenFor(type: string, value: string): string {
    const known = this.#tokens.get(keyOf(type, value));
    if (known !== undefined) return known;
    const token = lettersOf(randomBytes(tokenBytes));
    this.#tokens.set(keyOf(type, value), token);
    this.#values.set(keyOf(type, token), value);
    return token;
  }

  valueOf(type: string, token: string): string | undefined {
    return this.#values.get(keyOf(type, token));
  }
}
