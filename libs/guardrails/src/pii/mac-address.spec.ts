import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { macAddress } from './mac-address.ts';

describe('MAC addresses', () => {
  it.each([
    ['at 00:1A:2b:3C:4d:5E.', '00:1A:2b:3C:4d:5E'],
    ['00-1a-2b-3c-4d-5e', '00-1a-2b-3c-4d-5e'],
    ['001a.2b3c.4d5e', '001a.2b3c.4d5e'],
  ])('are found in: %s', (text, value) => expect(found(macAddress, text)).toEqual([value]));

  it.each([
    '00:1a:2b:3c:4d',
    '00:1a:2b:3c:4d:5e:6f',
    '00:1a-2b:3c:4d:5e',
    '00:00:00:00:00:00',
    'ff:ff:ff:ff:ff:ff',
    '1234.5678.9012',
    'at 10:15:20',
  ])('are not seen in: %s', (text) => expect(found(macAddress, text)).toEqual([]));
});
