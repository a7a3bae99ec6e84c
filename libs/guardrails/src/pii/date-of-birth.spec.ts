import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { dateOfBirth } from './date-of-birth.ts';

describe('dates of birth', () => {
  it.each([
    ['DOB: 04/12/1987', '04/12/1987'],
    ['born on 29 February 2000 in Oslo', '29 February 2000'],
    ['date of birth 1987-12-31.', '1987-12-31'],
    ['Born March 3rd, 1990', 'March 3rd, 1990'],
    ['geboren am 3. März 1990', '3. März 1990'],
    ['nacida el 3 de mayo de 1990', '3 de mayo de 1990'],
    ['født 17.05.1990', '17.05.1990'],
  ])('are found in: %s', (text, value) => expect(found(dateOfBirth, text)).toEqual([value]));

  it.each([
    'the meeting on 04/12/1987',
    'DOB: 31/31/1987',
    'born on 30 February 2000',
    'DOB: 04/12/1787',
    'born in 1990',
    'stubborn 04/12/1987',
  ])('are not seen in: %s', (text) => expect(found(dateOfBirth, text)).toEqual([]));
});
