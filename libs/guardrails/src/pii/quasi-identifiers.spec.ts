import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { age } from './age.ts';
import { date } from './date.ts';
import { postalCode } from './postal-code.ts';
import { url } from './url.ts';

describe('ages', () => {
  it.each([
    ['a 79 year old man', '79'],
    ["i'm 31 y/o", '31'],
    ['aged 45', '45'],
    ['she just turned 60', '60'],
    ['Age: 7', '7'],
    ['a 12-year-old', '12'],
  ])('are found in: %s', (text, value) => expect(found(age, text)).toEqual([value]));

  it.each(['for 30 years', 'page 45', 'turned 900 years old', 'a 5.12 year old', 'in 2 years'])(
    'are not seen in: %s',
    (text) => expect(found(age, text)).toEqual([]),
  );
});

describe('dates', () => {
  it.each([
    ['on 2024-05-17 at', '2024-05-17'],
    ['Date: 1978-04-13 12:20:39', '1978-04-13 12:20:39'],
    ['due 5/17/2024.', '5/17/2024'],
    ['on 3 May 2024', '3 May 2024'],
    ['on March 3rd, 1990', 'March 3rd, 1990'],
    ['founded in 1977. Since', '1977'],
  ])('are found in: %s', (text, value) => expect(found(date, text)).toEqual([value]));

  it.each(['on 2024-13-45', 'version 1.2.3', '192.168.1.1', 'error 2019', 'in 19770', '12/27', 'in 2024.5'])(
    'are not seen in: %s',
    (text) => expect(found(date, text)).toEqual([]),
  );
});

describe('postal codes', () => {
  it.each([
    ['ZIP: 90210', '90210'],
    ['postcode SW1A 1AA', 'SW1A 1AA'],
    ['PLZ 10115', '10115'],
    ['zip code is 12345-6789', '12345-6789'],
  ])('are found in: %s', (text, value) => expect(found(postalCode, text)).toEqual([value]));

  it.each(['90210', 'zip the file 123', 'a zip 1'])('are not seen in: %s', (text) =>
    expect(found(postalCode, text)).toEqual([]),
  );
});

describe('web addresses', () => {
  it.each([
    ['see https://example.com/a?b=c#d, please', 'https://example.com/a?b=c#d'],
    ['(http://example.org/)', 'http://example.org/'],
    ['at HTTPS://EXAMPLE.COM.', 'HTTPS://EXAMPLE.COM'],
  ])('are found in: %s', (text, value) => expect(found(url, text)).toEqual([value]));

  it.each(['std://x', '://example.com', 'https://', 'https://...'])('are not seen in: %s', (text) =>
    expect(found(url, text)).toEqual([]),
  );
});
