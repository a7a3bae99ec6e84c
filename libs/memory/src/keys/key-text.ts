import { randomInt } from 'node:crypto';
import { sha256 } from '../audit/sha256.ts';

/** What a key is for; it stands in the key's text, so that a person sees what leaked. */
export type ApiKeyKind = 'live' | 'test' | 'admin';

const kinds: readonly ApiKeyKind[] = ['live', 'test', 'admin'];

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 40 characters of 62 are 238 bits: nobody guesses one, and their hash needs no salt. */
const secretLength = 40;

/** Makes the text of a key: `octollm_<kind>_` and 40 random letters and digits. */
export function newApiKey(kind: ApiKeyKind): string {
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(alphabet.length)] ?? '');
  return `octollm_${kind}_${secret.join('')}`;
}

/** What is stored of a key: its SHA-256 in lower-case hexadecimal. */
export const hashApiKey = (key: string): string => sha256(key);

/** What the text of a key says it is for; a text that says nothing is taken for a live key's. */
export const kindOfKey = (key: string): ApiKeyKind =>
  kinds.find((kind) => key.startsWith(`octollm_${kind}_`)) ?? 'live';
