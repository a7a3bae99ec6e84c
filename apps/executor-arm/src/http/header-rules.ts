import { invalid, refused } from './failures.ts';

const maxHeaders = 50;
const maxBytes = 16_384;

/**
 * Headers that a caller may not set: those between two hops (RFC 9110, section 7.6.1), those that say where the
 * request goes or how long it is, cookies (the tool keeps no sessions), and the encoding, which the tool undoes.
 */
const reserved = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);
const reservedPrefixes = ['proxy-', 'sec-', 'x-forwarded-', ':'];

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const value = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Headers that say what a client would like to read, and nothing of who it is. Any other may be a secret, under a name
 * that only its origin knows (x-api-key, private-token), and a redirect to another origin goes without it.
 */
const impersonalNames = /^(?:accept(?:-.+)?|user-agent|range)$/;

/**
 * The headers of a call, in lower case. An `authorization` header is allowed: it is how a caller proves itself.
 * @throws ArmFailure when one is reserved, malformed, or they are too many or too long
 */
export const checkedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const entries = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text] as const);
  if (entries.length > maxHeaders) throw invalid(`Send at most ${maxHeaders} headers.`);
  if (entries.reduce((sum, [name, text]) => sum + name.length + text.length, 0) > maxBytes)
    throw invalid(`Send at most ${maxBytes} bytes of headers.`);
  for (const [name, text] of entries) {
    if (reserved.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix)))
      throw refused('header_refused', `Leave out the header ${name}: the executor sets it or does without.`);
    if (!token.test(name) || !value.test(text))
      throw invalid('Send headers whose names are tokens and whose values are one line of Latin-1 text.');
  }
  return Object.fromEntries(entries);
};

/** The headers for a redirect to another origin. */
export const impersonal = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => impersonalNames.test(name)));
