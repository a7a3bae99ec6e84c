import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';

const length = 42;
const pattern = /^0x[\da-f]{40}$/i;

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
  detect(text, { tokens } = surveyOf(text)) {
    const spans: Span[] = [];
    for (let token = 0; token < tokens.length; token += 2) {
      const [start = 0, end = 0] = [tokens[token], tokens[token + 1]];
      if (end - start !== length) continue;
      const value = text.slice(start, end);
      if (pattern.test(value) && isOfSomebody(value)) spans.push({ start, end });
    }
    return spans;
  },
};
