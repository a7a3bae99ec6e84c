import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { ipv4, ipv6 } from './ip-address.ts';

describe('IPv4 addresses', () => {
  it.each([
    ['from 203.0.113.7.', '203.0.113.7'],
    ['http://10.0.0.1:8080/x', '10.0.0.1'],
    ['192.168.1.0/24', '192.168.1.0'],
  ])('are found in: %s', (text, value) => expect(found(ipv4, text)).toEqual([value]));

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    'v1.2.3.4',
    'version 1.2.3.4',
    '01.2.3.4',
  ])('are not seen in: %s', (text) => expect(found(ipv4, text)).toEqual([]));
});

describe('IPv6 addresses', () => {
  it.each([
    ['from 2001:db8::8a2e:370:7334.', '2001:db8::8a2e:370:7334'],
    ['[fe80::1]:443', 'fe80::1'],
    ['6e40:4041:c617:e898:c11:40d2:c669:2eb4', '6e40:4041:c617:e898:c11:40d2:c669:2eb4'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ])('are found in: %s', (text, value) => expect(found(ipv6, text)).toEqual([value]));

  it.each(['::', '::1', 'std::cafe', 'a::b', '12:30:45', '2001:db8::1::2', '1:2:3:4:5:6:7:8:9'])(
    'are not seen in: %s',
    (text) => expect(found(ipv6, text)).toEqual([]),
  );
});
