import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { announcedIdentifier } from './announced-identifier.ts';

const announced = announcedIdentifier({
  type: 'passport_number',
  announcement: {
    role: 'passport',
    phrase: /(?:passports?|reisepass|passeport|pasaporte|reisepassnummer|passnummer)(?![a-z])/iy,
  },
  reach: 30,
  // ICAO 9303, part 4: nine characters at most; states give out up to three letters with the digits.
  isShaped: (value) =>
    /^(?:[A-Z]{0,3}\d{6,9}|[A-Z]\d{2}[A-Z]{1,2}\d{4,5}|C[A-Z0-9]{8})$/.test(value) && value.length <= 10,
});

/** The second line of the machine-readable zone of a passport. */
const zone = /(?<![A-Z0-9<])[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d(?![A-Z0-9<])/y;

/** What a line begins with before the first filler: no state gives out fewer characters. */
const shortestPart = 5;

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
  detect(text, survey = surveyOf(text)) {
    const found = [...announced.detect(text, survey)];
    const { tokens } = survey;
    for (let token = 0; token < tokens.length; token += 2) {
      const start = tokens[token] ?? 0;
      if ((tokens[token + 1] ?? 0) - start < shortestPart) continue;
      const end = endOfMatch(text, zone, start);
      if (end > 0 && isZone(text.slice(start, end)))
        found.push({ start, end, confidence: confidence.checked });
    }
    return found;
  },
};
