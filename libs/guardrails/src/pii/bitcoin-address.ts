import { createHash } from 'node:crypto';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { isSegwitAddress } from './bech32.ts';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const legacy = /^[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}$/;
const segwit = /^(?:bc|tb)1[a-z0-9]{11,87}$/i;
/** The lengths of both kinds. */
const shortest = 14;
const longest = 90;

/** One version byte, a hash of 20 bytes, a checksum of 4. */
const payloadBytes = 25;
const checksumBytes = 4;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const decode = (text: string): Uint8Array | undefined => {
  let value = 0n;
  for (const character of text) value = value * 58n + BigInt(base58.indexOf(character));
  const hex = value.toString(16).padStart(payloadBytes * 2, '0');
  return hex.length === payloadBytes * 2 ? Buffer.from(hex, 'hex') : undefined;
};

/** Base58Check: the last four bytes begin the double SHA-256 of the others. */
const isBase58Check = (text: string): boolean => {
  const bytes = decode(text);
  if (bytes === undefined) return false;
  const body = bytes.subarray(0, payloadBytes - checksumBytes);
  return Buffer.from(sha256(sha256(body)))
    .subarray(0, checksumBytes)
    .equals(bytes.subarray(payloadBytes - checksumBytes));
};

/** Bitcoin addresses with a right checksum: Base58Check, Bech32 (BIP 173) and Bech32m (BIP 350). */
export const bitcoinAddress: Detector = {
  check: 'pii',
  type: 'bitcoin_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.checked,
  detect(text, { tokens } = surveyOf(text)) {
    const spans: Span[] = [];
    for (let token = 0; token < tokens.length; token += 2) {
      const [start = 0, end = 0] = [tokens[token], tokens[token + 1]];
      if (end - start < shortest || end - start > longest) continue;
      const value = text.slice(start, end);
      if ((legacy.test(value) && isBase58Check(value)) || (segwit.test(value) && isSegwitAddress(value)))
        spans.push({ start, end });
    }
    return spans;
  },
};
