import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const pattern = /(?<![A-Za-z0-9])0x[\da-f]{40}(?![A-Za-z0-9])/dgi;

/** The zero address belongs to nobody. */
const isOfSomebody = (value: string): boolean => !/^0x0+$/i.test(value);

/**
 * Ethereum addresses by their form. The checksum in the case of the letters (EIP-55) needs Keccak-256, which Node does
 * not have, and is not looked at.
 */
export const ethereumAddress: Detector = {
  check: 'pii',
  type: 'ethereum_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect: (text) => matches(text, pattern, isOfSomebody),
};
