/** Keeps the values that tokens stand for. The caller owns it, and with it how long and for whom values are kept. */
export interface TokenVault {
  /**
   * The token of a value: 1 to 64 lower-case letters that cannot be guessed. The same value of the same type gets the
   * same token.
   */
  tokenFor(type: string, value: string): string;
  /** The value of a token, or undefined when it is not known, no longer known or of another type. */
  valueOf(type: string, token: string): string | undefined;
}
