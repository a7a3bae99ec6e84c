import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { usSsn } from './us-ssn.ts';

describe('US social security numbers', () => {
  it.each([
    ['My SSN is 123-45-6789.', '123-45-6789'],
    ['(001 01 0001)', '001 01 0001'],
    ['id,899-99-9999,x', '899-99-9999'],
    ['ssn: 123456789', '123456789'],
    ['Social Security number is 123456789', '123456789'],
  ])('are found in: %s', (text, number) => expect(found(usSsn, text)).toEqual([number]));

  it.each([
    '000-45-6789',
    '666-45-6789',
    '900-45-6789',
    '999-45-6789',
    '123-00-6789',
    '123-45-0000',
    '1123-45-6789',
    '123-45-67890',
    '123-45 6789',
    '1-123-45-6789',
    '123-45-6789-1',
    '123456789',
    'ssn: 000456789',
    'lesson: 123456789',
  ])('are not seen in: %s', (text) => expect(found(usSsn, text)).toEqual([]));
});
