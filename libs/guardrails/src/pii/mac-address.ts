import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const pairs = /(?<![\w:-])(?<value>[\da-f]{2}([:-])[\da-f]{2}(?:\2[\da-f]{2}){4})(?![\w:-])/dgi;
const dotted = /(?<![\w.])(?<value>[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4})(?![\w.]\w)/dgi;

/** Of one machine: not all zeros, not broadcast, and with a digit, as practically all have. */
const isOfMachine = (value: string): boolean => {
  const digits = value.replaceAll(/[^\da-f]/gi, '').toLowerCase();
  return /\d/.test(digits) && !/^0+$/.test(digits);
};
/** Four decimal digits with points between them are more often something else. */
const isDotted = (value: string): boolean => isOfMachine(value) && /[a-f]/i.test(value);

/** MAC addresses (IEEE 802, EUI-48) in pairs with colons or hyphens, or in fours with points. */
export const macAddress: Detector = {
  check: 'pii',
  type: 'mac_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  *detect(text) {
    yield* matches(text, pairs, isOfMachine);
    yield* matches(text, dotted, isDotted);
  },
};
