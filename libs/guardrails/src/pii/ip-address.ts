import { isIPv6 } from 'node:net';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const four = /(?<![\w.]|version )(?<value>\d{1,3}(?:\.\d{1,3}){3})(?!\w|\.\d)/dgi;

/** Addresses that name no machine in particular: this host, this network, everybody (RFC 6890). */
const namesNobody = (octets: readonly number[]): boolean =>
  octets[0] === 127 || octets[0] === 0 || octets.every((octet) => octet === 255);

const isAddress = (value: string): boolean => {
  const parts = value.split('.');
  const octets = parts.map(Number);
  return (
    parts.every((part) => part === '0' || !part.startsWith('0')) &&
    octets.every((octet) => octet <= 255) &&
    !namesNobody(octets)
  );
};

/** IPv4 addresses in four decimal parts, also private ones; not loopback, unspecified and broadcast addresses. */
export const ipv4: Detector = {
  check: 'pii',
  type: 'ipv4_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect: (text) => matches(text, four, isAddress),
};

const six = /(?<![\w:.])(?<value>[\da-f:]*:[\da-f:.]*[\da-f:])(?![\w:])/dgi;
/** RFC 4291 with an IPv4 part has 45 characters at most. */
const maxSix = 45;

/** Words of code such as `dead::beef` are addresses too, by their form. Those in use hold a digit. */
const isSix = (value: string): boolean =>
  value.length <= maxSix && /\d/.test(value) && !/^[:0]*1?$/.test(value) && isIPv6(value);

/** IPv6 addresses (RFC 4291) in full and shortened; not `::` and `::1`. */
export const ipv6: Detector = {
  check: 'pii',
  type: 'ipv6_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect: (text) => matches(text, six, isSix),
};
