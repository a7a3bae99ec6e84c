import type { TokenVault } from './token-vault.ts';

/** What is put in the place of a value that must not go on. */
export type Redaction =
  /** Its type in brackets: `[us_ssn]`. */
  | { readonly mode: 'mask' }
  /** Its type and a keyed hash: equal values are seen to be equal, and only who has the key can test a guess. */
  | { readonly mode: 'hash'; readonly key: string | Uint8Array }
  /** Stars and the last four characters, or stars alone for values of up to eight. */
  | { readonly mode: 'partial' }
  /** Nothing. */
  | { readonly mode: 'remove' }
  /** Its type and a token, from which a vault gives the value back: see `restore`. */
  | { readonly mode: 'token'; readonly vault: TokenVault };
