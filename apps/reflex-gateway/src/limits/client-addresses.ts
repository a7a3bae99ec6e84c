import { Inject, Injectable } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { CONFIG } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];
type Config = Pick<ConfigOf<typeof reflexGateway>, 'GATEWAY_TRUSTED_PROXIES'>;

/** What an IPv6 client is usually given: it may use any address of it. */
const ipv6Prefix = 64;
/** Proxies in a row that are looked at; what a client writes in front of them costs nothing. */
const mostHops = 20;

/** Finds out which address a request comes from, as far as that can be known. */
@Injectable()
export class ClientAddresses {
  readonly #trusted: readonly Network[];
  /** The networks of addresses that have connected lately. */
  readonly #networks = new LRUCache<string, string>({ max: 10_000 });

  constructor(@Inject(CONFIG) config: Config) {
    this.#trusted = config.GATEWAY_TRUSTED_PROXIES.map(networkOf);
  }

  /**
   * The client's network: its IPv4 address, or the /64 that its IPv6 address is in. Behind trusted proxies it is the
   * right-most address of `X-Forwarded-For` that is none of theirs; what stands to the left of it anybody may have
   * written. An entry that is no address hides who came before it, so the proxy that wrote it stands for the client.
   */
  of(request: Pick<FastifyRequest, 'headers' | 'socket'>): string {
    const peer = request.socket.remoteAddress ?? '';
    const header = this.#trusted.length === 0 ? undefined : request.headers['x-forwarded-for'];
    if (header !== undefined) return this.#find(peer, forwarded(header));
    const known = this.#networks.get(peer);
    if (known !== undefined) return known;
    const network = this.#find(peer, []);
    this.#networks.set(peer, network);
    return network;
  }

  #find(peer: string, hops: string[]): string {
    let client = parse(peer);
    if (client === undefined) return 'unknown';
    while (this.#isTrusted(client)) {
      const before = parse(withoutPort(hops.pop() ?? ''));
      if (before === undefined) break;
      client = before;
    }
    return networkText(client);
  }

  #isTrusted(address: Address): boolean {
    return this.#trusted.some(
      ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
    );
  }
}

const forwarded = (header: string | string[]): string[] => String(header).split(',').slice(-mostHops);

/** `1.2.3.4:5678` and `[::1]:5678`, as some proxies write addresses. */
const withoutPort = (text: string): string => {
  const trimmed = text.trim();
  return /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
};

/** An IPv4 address that came over an IPv6 socket is the IPv4 address. */
const parse = (text: string): Address | undefined => {
  if (text.length > 64 || !(ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)))
    return undefined;
  return ipaddr.process(text);
};

const networkOf = (text: string): Network => {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

const networkText = (address: Address): string => {
  if (address.kind() === 'ipv4') return address.toString();
  const bytes = address.toByteArray().map((byte, index) => (index < ipv6Prefix / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${ipv6Prefix}`;
};
