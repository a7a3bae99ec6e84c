import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to the public internet: unicast and none of the special ranges of RFC 6890. An
 * IPv4 address inside an IPv6 one counts as what it is. Of IPv6 only 2000::/3 has been given out (RFC 4291, section
 * 2.4), so nothing else is public. What is not an address at all is not public either.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast);
};
