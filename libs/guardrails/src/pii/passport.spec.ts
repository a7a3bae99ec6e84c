import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { passport } from './passport.ts';

const zone = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';

describe('passport numbers', () => {
  it.each([
    ['Passport number: 123456789', '123456789'],
    ['my passport is AB1234567.', 'AB1234567'],
    ['Reisepass C01X00T47', 'C01X00T47'],
    // The specimen of ICAO 9303, part 4, appendix A.
    [zone, zone],
  ])('are found in: %s', (text, value) => expect(found(passport, text)).toEqual([value]));

  it.each(['order AB1234567', 'passport photo', 'passport 12345', zone.replace('7408122', '7408123')])(
    'are not seen in: %s',
    (text) => expect(found(passport, text)).toEqual([]),
  );
});
