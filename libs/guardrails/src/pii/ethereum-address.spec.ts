import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { ethereumAddress } from './ethereum-address.ts';

describe('Ethereum addresses', () => {
  it.each([
    ['send to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed.', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ])('are found in: %s', (text, value) => expect(found(ethereumAddress, text)).toEqual([value]));

  it.each([
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd',
    '0x0000000000000000000000000000000000000000',
  ])('are not seen in: %s', (text) => expect(found(ethereumAddress, text)).toEqual([]));
});
