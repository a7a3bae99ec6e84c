import { isHexAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';

const pairs = /(?<![\w:-])[\da-f]{2}([:-])[\da-f]{2}(?:\1[\da-f]{2}){4}(?![\w:-])/iy;
const dotted = /(?<![\w.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\w.]\w)/iy;

/** Of one machine: not all zeros, not broadcast, and with a digit, as practically all have. */
const isOfMachine = (value: string): boolean => {
  const digits = value.replaceAll(/[^\da-f]/gi, '').toLowerCase();
  return /\d/.test(digits) && !/^0+$/.test(digits);
};
/** Four decimal digits with points between them are more often something else. */
const isDotted = (value: string): boolean => isOfMachine(value) && /[a-f]/i.test(value);

/** Where the groups begin that lead to a group with a digit: those before it may have letters alone. */
const firstGroup = (text: string, start: number, size: number, from: number): number => {
  let first = start;
  while (first - size > from && start - first < 5 * (size + 1) && ':-.'.includes(text.charAt(first - 1))) {
    if (!isHexAt(text, first - 2) || !isHexAt(text, first - size - 1)) break;
    first -= size + 1;
  }
  return first;
};

/** MAC addresses (IEEE 802, EUI-48) in pairs with colons or hyphens, or in fours with points. */
export const macAddress: Detector = {
  check: 'pii',
  type: 'mac_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect(text, { tokens } = surveyOf(text)) {
    const spans: Span[] = [];
    let from = 0;
    for (let token = 0; token < tokens.length; token += 2) {
      const [start = 0, end = 0] = [tokens[token], tokens[token + 1]];
      const size = end - start;
      if (start < from || (size !== 2 && size !== 4)) continue;
      const first = firstGroup(text, start, size, from);
      const close = endOfMatch(text, size === 2 ? pairs : dotted, first);
      if (close < 0 || !(size === 2 ? isOfMachine : isDotted)(text.slice(first, close))) continue;
      spans.push({ start: first, end: close });
      from = close;
    }
    return spans;
  },
};
