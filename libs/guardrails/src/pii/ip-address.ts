import { isIPv6 } from 'node:net';
import { isHexAt, isWordAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';

const four = /(?<![\w.]|version )\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/iy;

/** Addresses that name no machine in particular: this host, this network, everybody (RFC 6890). */
const namesNobody = (octets: readonly number[]): boolean =>
  octets[0] === 127 || octets[0] === 0 || octets.every((octet) => octet === 255);

const isAddress = (value: string): boolean => {
  if (/(?:^|\.)0\d/.test(value)) return false;
  const octets = value.split('.').map(Number);
  return octets.every((octet) => octet <= 255) && !namesNobody(octets);
};

/** IPv4 addresses in four decimal parts, also private ones; not loopback, unspecified and broadcast addresses. */
export const ipv4: Detector = {
  check: 'pii',
  type: 'ipv4_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect(text, { digits } = surveyOf(text)) {
    const spans: Span[] = [];
    for (let run = 0; run + 7 < digits.length; run += 2) {
      const [start = 0, end = 0] = [digits[run], digits[run + 1]];
      // The fourth run of an address begins six to twelve characters on.
      if (end - start > 3 || text.charAt(end) !== '.' || (digits[run + 6] ?? 0) - start > 12) continue;
      const close = endOfMatch(text, four, start);
      if (close > 0 && isAddress(text.slice(start, close))) spans.push({ start, end: close });
    }
    return spans;
  },
};

/** RFC 4291 with an IPv4 part has 45 characters at most. */
const maxSix = 45;

const isSixAt = (text: string, index: number): boolean =>
  isHexAt(text, index) || (index >= 0 && index < text.length && ':.'.includes(text.charAt(index)));

/** Words of code such as `dead::beef` are addresses too, by their form. Those in use hold a digit. */
const isSix = (value: string): boolean =>
  value.length <= maxSix && /\d/.test(value) && !/^[:0]*1?$/.test(value) && isIPv6(value);

/** The characters of an address around a colon, without the full stop of a sentence at their end. */
const around = (text: string, colon: number, from: number): Span => {
  let start = colon;
  while (start > from && isSixAt(text, start - 1)) start -= 1;
  let end = colon + 1;
  while (isSixAt(text, end)) end += 1;
  return { start, end };
};

const isAlone = (text: string, { start, end }: Span): boolean =>
  !isWordAt(text, start - 1) && !isWordAt(text, end) && text.charAt(start) !== '.';

/** IPv6 addresses (RFC 4291) in full and shortened; not `::` and `::1`. */
export const ipv6: Detector = {
  check: 'pii',
  type: 'ipv6_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect(text) {
    const spans: Span[] = [];
    let from = 0;
    for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', from)) {
      from = colon + 1;
      if (!isSixAt(text, from) || text.charAt(from) === '.') continue;
      const span = around(text, colon, spans.at(-1)?.end ?? 0);
      from = span.end;
      const end = text.charAt(span.end - 1) === '.' ? span.end - 1 : span.end;
      if (isAlone(text, span) && isSix(text.slice(span.start, end))) spans.push({ start: span.start, end });
    }
    return spans;
  },
};
