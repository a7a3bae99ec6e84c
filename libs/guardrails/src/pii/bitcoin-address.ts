import { createHash } from 'node:crypto';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';
import { isSegwitAddress } from './bech32.ts';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const legacy = /(?<![A-Za-z0-9])(?<value>[13mn2][1-9A-HJ-NP-Za-km-z]{25,34})(?![A-Za-z0-9])/dg;
const segwit = /(?<![A-Za-z0-9])(?<value>(?:bc|tb)1[a-z0-9]{11,87})(?![A-Za-z0-9])/dgi;

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
  *detect(text) {
    yield* matches(text, legacy, isBase58Check);
    yield* matches(text, segwit, isSegwitAddress);
  },
};
