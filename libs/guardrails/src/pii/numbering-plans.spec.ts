import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { type Fit, fitOf } from './numbering-plans.ts';

const byLibrary = (number: string): Fit => {
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  if (parsed === undefined) return 'none';
  if (parsed.isValid()) return 'valid';
  return parsed.isPossible() ? 'possible' : 'none';
};

/** Codes of one country and of many, with prefixes that are replaced, and of no country. */
const codes =
  '1 1264 7 77 39 3906698 44 441481 44020 4470 47 4779 49 490 54 5411 54911 54015 55 52 521 61 6189 81 86 212 262 290 358 378 599 241 261 672 800 808 870 883 979 999 0 21 420';
const code = fc.constantFrom(...codes.split(' '));
const digits = fc.stringMatching(/^\d{3,12}$/);
const gap = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '-',
  '.',
  '/',
  ' (',
  ') ',
  '\u00a0',
  '\u2009',
  '\u202f',
  '\u2011',
);

const number = fc
  .tuple(code, digits, fc.array(gap, { minLength: 15, maxLength: 15 }))
  .map(([first, rest, gaps]) =>
    Array.from(
      (first + rest).slice(0, 15),
      (digit, index) => `${index === 0 ? '+' : (gaps[index] ?? '')}${digit}`,
    ).join(''),
  );

describe('a number with a calling code', () => {
  it('fits its plan as libphonenumber says', () => {
    fc.assert(
      fc.property(number, (written) => {
        expect(fitOf(written)).toBe(byLibrary(written));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['+44 20 7946 0958', 'valid'],
    ['+44 (0)20 7946 0958', 'valid'],
    ['+1 264 497 2518', 'valid'],
    ['+54 9 11 2345-6789', 'valid'],
    ['+800 1234 5678', 'valid'],
    ['+47 12 34 56 78', 'possible'],
    ['+999 22 22 55 55', 'none'],
    ['+44\u200920 7946 0958', 'none'],
  ] as const)('is read: %s is %s', (written, fit) => {
    expect(byLibrary(written)).toBe(fit);
    expect(fitOf(written)).toBe(fit);
  });
});
