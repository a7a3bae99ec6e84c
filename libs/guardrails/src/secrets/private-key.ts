import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';

const begin = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** The longest block in characters: a 16,384-bit RSA key takes 13,000. */
const maxBlock = 20_000;
const beginMark = '-----BEGIN ';
const endMark = '-----END ';
const body = /[A-Za-z0-9+/=\s:,\\.-]/;

/** Where a block without an end stops: after the characters that a key in base64 and its headers may hold. */
const endOfBody = (text: string, start: number): number => {
  let end = start;
  const limit = Math.min(text.length, start + maxBlock);
  while (end < limit && body.test(text.charAt(end))) end += 1;
  return end;
};

const afterEndMark = (text: string, mark: number): number => {
  const close = text.indexOf('-----', mark + endMark.length);
  return close < 0 || close - mark > 100 ? mark + endMark.length : close + 5;
};

/** Private keys in PEM (RFC 7468) and OpenPGP armour, also when they are cut short. */
export const privateKey: Detector = {
  check: 'secrets',
  type: 'private_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect(text) {
    const spans: Span[] = [];
    if (!text.includes(beginMark)) return spans;
    let from = 0;
    let mark = text.indexOf(endMark);
    for (const { index: start, 0: header } of text.matchAll(begin)) {
      if (start < from) continue;
      // Once there is no end mark left, it is not searched for again: that would be quadratic.
      if (mark >= 0 && mark < start) mark = text.indexOf(endMark, start);
      from =
        mark < 0 || mark - start > maxBlock
          ? endOfBody(text, start + header.length)
          : afterEndMark(text, mark);
      spans.push({ start, end: from });
    }
    return spans;
  },
};
