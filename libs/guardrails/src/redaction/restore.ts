import type { TokenVault } from './token-vault.ts';

const tokens = /\[([a-z][a-z0-9_]{0,63}):([a-z]{1,64})\]/g;

/** A text with the values in the place of the tokens that a vault knows. What it does not know stays as it is. */
export const restore = (text: string, vault: TokenVault): string =>
  text.replaceAll(
    tokens,
    (whole: string, type: string, token: string) => vault.valueOf(type, token) ?? whole,
  );
