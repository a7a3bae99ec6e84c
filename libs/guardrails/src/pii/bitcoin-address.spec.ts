import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { bitcoinAddress } from './bitcoin-address.ts';

describe('Bitcoin addresses', () => {
  it.each([
    ['pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa now', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    ],
  ])('are found in: %s', (text, value) => expect(found(bitcoinAddress, text)).toEqual([value]));

  it.each([
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    '1BoatSLRHtKNngkdXEeobR76b53LETtpyy',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4',
    'x1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  ])('are not seen in: %s', (text) => expect(found(bitcoinAddress, text)).toEqual([]));
});
