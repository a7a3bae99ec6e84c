import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { usDriverLicense } from './us-driver-license.ts';

describe("numbers of driver's licences", () => {
  it.each([
    ["My driver's license is D1234567.", 'D1234567'],
    ['driving licence no. 123456789', '123456789'],
    ['DL: F255-9215-0094', 'F255-9215-0094'],
  ])('are found in: %s', (text, value) => expect(found(usDriverLicense, text)).toEqual([value]));

  it.each(['order D1234567', "My driver's license is expired", "driver's license class C", 'DL: 123'])(
    'are not seen in: %s',
    (text) => expect(found(usDriverLicense, text)).toEqual([]),
  );
});
