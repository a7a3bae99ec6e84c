import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { bankAccount } from './bank-account.ts';

describe('numbers of bank accounts', () => {
  it.each([
    ['My account number is 000123456789.', '000123456789'],
    ['Acct #: 12345678', '12345678'],
    ['savings account 4432-1234-99', '4432-1234-99'],
    ['Kontonummer 86011117947', '86011117947'],
  ])('are found in: %s', (text, value) => expect(found(bankAccount, text)).toEqual([value]));

  it.each([
    'account number 12345',
    'account number 123456789012345678',
    'order 000123456789',
    'My account number is somewhere else, and the reference 000123456789',
  ])('are not seen in: %s', (text) => expect(found(bankAccount, text)).toEqual([]));
});
