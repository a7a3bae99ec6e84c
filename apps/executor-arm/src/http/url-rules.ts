import { isPublicAddress } from './address-rules.ts';
import type { Allowlist } from './allowlist.ts';
import { invalid, refused } from './failures.ts';

const maxLength = 8_192;

/** The host when it is written as an IP address, without brackets; undefined for a name. */
const literalAddress = (url: URL): string | undefined => {
  if (url.hostname.startsWith('[')) return url.hostname.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(url.hostname) ? url.hostname : undefined;
};

/**
 * Reads an address to call. `URL` brings the decimal, octal and hexadecimal spellings of IPv4 to one form, so what
 * is checked is what is called. A name is checked later, by what it resolves to.
 * @throws ArmFailure when it is no HTTP address, carries credentials, or is an IP address that is not public
 */
export const checkedUrl = (text: string, base: URL | undefined, allowlist: Allowlist): URL => {
  if (text.length > maxLength) throw invalid(`Give an address of at most ${maxLength} characters.`);
  if (!URL.canParse(text, base?.href)) throw invalid('Give an absolute http:// or https:// address.');
  const url = new URL(text, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused('scheme_refused', `Only http:// and https:// addresses are called, not ${url.protocol}//.`);
  if (url.username !== '' || url.password !== '')
    throw refused(
      'credentials_refused',
      'Take the user name and password out of the address; send them in an authorization header.',
    );
  const address = literalAddress(url);
  if (address !== undefined && !allowlist.allows(url) && !isPublicAddress(address))
    throw addressRefused(url.hostname);
  url.hash = '';
  return url;
};

/** The failure for an address, or a name that leads to one, outside the public internet. */
export const addressRefused = (host: string) =>
  refused(
    'address_refused',
    `${host} is not on the public internet. Only public addresses are called; an operator can open others with EXECUTOR_HTTP_ALLOWLIST.`,
  );
