import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { iban } from './iban.ts';

describe('IBANs', () => {
  it.each([
    'GB82 WEST 1234 5698 7654 32',
    'GB82WEST12345698765432',
    'DE89370400440532013000',
    'de89 3704 0044 0532 0130 00',
    'NO93 8601 1117 947',
    'FR14 2004 1010 0505 0001 3M02 606',
    'MT84MALT011000012345MTLCAST001S',
  ])('are found: %s', (number) => {
    for (const text of [number, `IBAN:${number}.`, `pay to ${number} soon and often`, `${number} ${number}`])
      expect(found(iban, text)).toContain(number);
  });

  it('are found one after the other', () => {
    expect(found(iban, 'AT611904300234573201 DE89370400440532013000')).toHaveLength(2);
  });

  it.each([
    ['a check that is wrong', 'GB83 WEST 1234 5698 7654 32'],
    ['a country without any', 'US82 WEST 1234 5698 7654 32'],
    ['one character less', 'DE8937040044053201300'],
    ['one character more', 'DE893704004405320130000'],
    ['a word before it', 'xDE89370400440532013000'],
    ['two spaces', 'DE89  370400440532013000'],
  ])('are not seen in what has %s', (_what, text) => expect(found(iban, text)).toEqual([]));
});
