import type { TokenVault } from './token-vault.ts';

const tokens = /\[([a-z][a-z0-9_]{0,63}):([a-z]{1,64})\]/g;

/**
 * A text with the values in the place of the tokens that a vault knows. What it does not know stays as it is, and so
 * does what a restored value happens to hold: values are not searched for tokens.
 * @param allowed the types that the reader may see; all when it is left out
 */
export const restore = (text: string, vault: TokenVault, allowed?: ReadonlySet<string>): string =>
  text.replaceAll(tokens, (whole: string, type: string, token: string) =>
    allowed === undefined || allowed.has(type) ? (vault.valueOf(type, token) ?? whole) : whole,
  );
