import { restore } from '../redaction/restore.ts';
import type { TokenVault } from '../redaction/token-vault.ts';

/** The beginning of a token at the end of a text. */
const begun = /\[(?:[a-z][a-z0-9_]{0,63}(?::[a-z]{0,64})?)?$/;
/** A token takes no more: a type of 64 characters, 64 letters and what is around them. */
const longestToken = 131;

/**
 * Puts the values back into a text that comes in parts, as `restore` does into a whole one. At most one token is held
 * back, and nothing when no bracket is open. Use one for each channel.
 */
export class RestoreStream {
  readonly #vault: TokenVault;
  #held = '';

  constructor(vault: TokenVault) {
    this.#vault = vault;
  }

  /** Takes a part of the text and gives what can go out. */
  push(chunk: string): string {
    const text = this.#held + chunk;
    const tail = text.slice(-longestToken);
    const open = begun.exec(tail);
    const until = open === null ? text.length : text.length - tail.length + open.index;
    this.#held = text.slice(until);
    return restore(text.slice(0, until), this.#vault);
  }

  /** Ends the text and gives the rest of it. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return restore(rest, this.#vault);
  }
}

/** Puts values back into one channel of a stream. */
export const createRestoreStream = (vault: TokenVault): RestoreStream => new RestoreStream(vault);
