import { describe, expect, it } from 'vitest';
import { ClientAddresses } from './client-addresses.ts';

const clientOf = (trusted: readonly string[], peer: string, forwarded?: string): string =>
  new ClientAddresses({ GATEWAY_TRUSTED_PROXIES: trusted }).of({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: peer },
  } as Parameters<ClientAddresses['of']>[0]);

describe('the address of a client', () => {
  it('is that of the connection as long as no proxy is trusted, whatever the header says', () => {
    expect(clientOf([], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
    expect(clientOf(['10.0.0.0/8'], '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  });

  it('is the right-most one that is no trusted proxy, so what a client writes itself is not believed', () => {
    const trusted = ['10.0.0.0/8', '192.0.2.7'];
    expect(clientOf(trusted, '10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(clientOf(trusted, '10.1.2.3', '1.1.1.1, 198.51.100.1, 192.0.2.7, 10.9.9.9')).toBe('198.51.100.1');
    expect(clientOf(trusted, '10.1.2.3', '10.0.0.5')).toBe('10.0.0.5');
    expect(clientOf(trusted, '10.1.2.3')).toBe('10.1.2.3');
  });

  it.each(['unknown', '', 'evil<script>', '1.2.3', '0x7f000001', '999.1.1.1', '1.2.3.4, nonsense'])(
    'is that of the proxy when the proxy names none: %j',
    (forwarded) => {
      expect(clientOf(['10.0.0.0/8'], '10.1.2.3', forwarded)).toBe('10.1.2.3');
    },
  );

  it('may carry a port, and may be an IPv4 address on an IPv6 socket', () => {
    expect(clientOf(['10.0.0.0/8'], '::ffff:10.1.2.3', '198.51.100.1:4711')).toBe('198.51.100.1');
    expect(clientOf(['10.0.0.0/8'], '10.1.2.3', '[2001:db8:1:2:3::4]:80')).toBe('2001:db8:1:2::/64');
    expect(clientOf([], '::ffff:203.0.113.9')).toBe('203.0.113.9');
  });

  it('is the network that an IPv6 client is given, because it may use every address of it', () => {
    expect(clientOf([], '2001:db8:1:2:aaaa::1')).toBe(clientOf([], '2001:db8:1:2:bbbb::2'));
    expect(clientOf([], '2001:db8:1:2::1')).not.toBe(clientOf([], '2001:db8:1:3::1'));
  });

  it('is found in bounded time when the header is long', () => {
    expect(clientOf(['0.0.0.0/0'], '10.1.2.3', '10.0.0.1,'.repeat(5_000))).toBe('10.1.2.3');
    expect(clientOf(['0.0.0.0/0'], '10.1.2.3', Array(1_000).fill('10.0.0.1').join())).toBe('10.0.0.1');
  });
});
