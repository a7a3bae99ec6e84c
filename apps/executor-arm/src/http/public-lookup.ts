import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address-rules.ts';
import { addressRefused } from './url-rules.ts';

type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** Asks the resolver of the operating system for every address of a name. */
export const resolveAll: Resolve = (hostname, done) => systemLookup(hostname, { all: true }, done);

/**
 * A lookup for sockets that resolves a name once and hands exactly the checked addresses to the socket: a name that
 * answers otherwise a moment later (DNS rebinding) changes nothing. One address that is not public refuses the name.
 */
export const publicLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) =>
    resolve(hostname, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(addressRefused(hostname), '');
      if (options.all === true) return callback(null, [...addresses]);
      return callback(null, first.address, first.family);
    });
