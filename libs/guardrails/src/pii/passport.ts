import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';
import { announcedIdentifier } from './announced-identifier.ts';

const announced = announcedIdentifier({
  type: 'passport_number',
  words: /(?<![a-z])(?:passports?|reisepass|passeport|pasaporte|reisepassnummer|passnummer)(?![a-z])/gi,
  reach: 30,
  // ICAO 9303, part 4: nine characters at most; states give out up to three letters with the digits.
  isShaped: (value) =>
    /^(?:[A-Z]{0,3}\d{6,9}|[A-Z]\d{2}[A-Z]{1,2}\d{4,5}|C[A-Z0-9]{8})$/.test(value) && value.length <= 10,
});

/** The second line of the machine-readable zone of a passport. */
const zone =
  /(?<![A-Z0-9<])(?<value>[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d)(?![A-Z0-9<])/dg;

const valueOf = (character: string): number => (character === '<' ? 0 : Number.parseInt(character, 36));
const weights = [7, 3, 1];

/** ICAO 9303, part 3, section 4.9: a weighted sum modulo ten. */
const hasCheckDigit = (field: string, digit: string): boolean =>
  Array.from(field).reduce(
    (sum, character, index) => sum + valueOf(character) * (weights[index % weights.length] ?? 0),
    0,
  ) %
    10 ===
  Number(digit);

const isZone = (line: string): boolean =>
  hasCheckDigit(line.slice(0, 9), line.charAt(9)) &&
  hasCheckDigit(line.slice(13, 19), line.charAt(19)) &&
  hasCheckDigit(line.slice(21, 27), line.charAt(27));

/** Passport numbers after words that announce one, and the machine-readable line that holds one. */
export const passport: Detector = {
  ...announced,
  *detect(text) {
    yield* announced.detect(text);
    for (const span of matches(text, zone, isZone)) yield { ...span, confidence: confidence.checked };
  },
};
