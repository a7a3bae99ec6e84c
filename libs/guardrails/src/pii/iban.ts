import { isDigitAt, isLetterOrDigitAt, isWordAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';

/** The length of an IBAN in each country (SWIFT IBAN registry, release 99). */
const lengths: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
   FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
   LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
   RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const digitZero = 48;
const letterA = 65;

/** Letters stand for 10 to 35 in the number that must leave 1 when divided by 97 (ISO 13616-1, ISO/IEC 7064). */
const remainder = (iban: string): number => {
  let rest = 0;
  for (let index = 0; index < iban.length; index += 1) {
    const code = iban.charCodeAt((index + 4) % iban.length);
    const value = code - (code < letterA ? digitZero : letterA - 10);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
};

const isIban = (text: string): boolean => {
  const iban = text.replaceAll(' ', '').toUpperCase();
  return lengths.get(iban.slice(0, 2)) === iban.length && remainder(iban) === 1;
};

/** Where as many letters and digits end, single spaces between them not counted; undefined when there are fewer. */
const endAfter = (text: string, start: number, length: number): number | undefined => {
  let end = start;
  for (let taken = 0; taken < length; end += 1) {
    if (isWordAt(text, end) && text.charAt(end) !== '_') taken += 1;
    else if (text.charAt(end) !== ' ' || text.charAt(end - 1) === ' ') return undefined;
  }
  return end;
};

/** International bank account numbers of the countries in the registry, with check digits that are right. */
export const iban: Detector = {
  check: 'pii',
  type: 'iban',
  severity: 'medium',
  redacted: false,
  confidence: confidence.checked,
  detect(text, { tokens } = surveyOf(text)) {
    const spans: Span[] = [];
    let from = 0;
    for (let token = 0; token < tokens.length; token += 2) {
      const start = tokens[token] ?? 0;
      if (
        start < from ||
        !isDigitAt(text, start + 2) ||
        !isDigitAt(text, start + 3) ||
        isDigitAt(text, start)
      )
        continue;
      const length = lengths.get(text.slice(start, start + 2).toUpperCase());
      const end = length === undefined ? undefined : endAfter(text, start, length);
      if (end === undefined || isLetterOrDigitAt(text, end) || !isIban(text.slice(start, end))) continue;
      spans.push({ start, end });
      from = end;
    }
    return spans;
  },
};
