import { type Announcement, announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Sighting, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { lengthOf, type Runs } from './digit-groups.ts';
import { fitOf } from './numbering-plans.ts';
import { hasTrunkPrefix, isDateLike, isGrouped, isNorthAmerican } from './phone-forms.ts';

const strong: Announcement = {
  role: 'phone',
  phrase:
    /(?:tele?(?:ph|f)one?|telefon|tel[eé]fono|t[eé]l[eé]phone|phones?|tel|tlf|mob(?:ile|il)?|cell|fax|call(?:ing|ed|s)?|sms|text(?:ing)?|whatsapp|signal|dial|ring|reach (?:me|us|him|her|them)|handy|portable|m[oó]vil|rufnummer|messages? to|landline|hotline|pager|телефон|тел|电话|手机)(?!\p{L})/iuy,
};
/** Words that are said of more than phones: they announce only what is grouped like a number. */
const weak: Announcement = {
  role: 'phone',
  phrase: /(?:answering|registered|contact|desk|message|messages|numbers?|numero|nummer)(?!\p{L})/iuy,
};

const fewestDigits = 6;
const mostDigits = 15;
const gap = new Set(' .()/-\u00a0\u2009\u202f\u2010\u2011\u2013');
const extension = / ?(?:x|ext\.?) ?\d{1,5}/iy;
const longestGap = 3;

const isGap = (text: string, from: number, to: number): boolean => {
  for (let index = from; index < to; index += 1) if (!gap.has(text.charAt(index))) return false;
  return to - from <= longestGap;
};

const none: readonly Candidate[] = [];

/** A number begins with its plus sign or bracket. */
const beginOf = (text: string, run: number): number => {
  const bracket = text.charAt(run - 1) === '(' ? run - 1 : run;
  return text.charAt(bracket - 1) === '+' ? bracket - 1 : bracket;
};

/** A part of a text that may be a number, and how many digits it has. */
interface Candidate extends Span {
  readonly digits: number;
}

/** What a number may be that begins with a run, the longest first; fifteen digits at most. */
const candidatesFrom = (text: string, runs: Runs, run: number): readonly Candidate[] => {
  const first = lengthOf(runs, run);
  const gapBehind = (runs[run + 2] ?? Infinity) - (runs[run + 1] ?? 0);
  // Most numbers are short and stand alone, and digits one by one are no phone number.
  if (first > mostDigits || (first < fewestDigits && gapBehind > longestGap)) return none;
  if (first === 1 && lengthOf(runs, run + 2) === 1) return none;
  const candidates: Candidate[] = [];
  const start = beginOf(text, runs[run] ?? 0);
  let digits = 0;
  for (let next = run; next < runs.length; next += 2) {
    const [from = 0, end = 0] = [runs[next], runs[next + 1]];
    if (next > run && !isGap(text, runs[next - 1] ?? 0, from)) break;
    digits += end - from;
    if (digits > mostDigits) break;
    if (digits >= fewestDigits) candidates.push({ start, end, digits });
  }
  return candidates.reverse();
};

const before = /[\p{L}\p{N}_.+/-]/u;
/** What follows shows that the digits are a part of something longer. */
const after = /(?:[\p{L}\p{N}_]|[-./]\d)/uy;

/**
 * Phone numbers: with a country calling code and right by that country's numbering plan, of North America, and any
 * number that is grouped like one after words that announce one or with a trunk 0.
 */
export const phone: Detector = {
  check: 'pii',
  type: 'phone_number',
  severity: 'medium',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const runs = survey.digits;
    const sightings: Sighting[] = [];
    const isAnnounced = announcer(text, survey, strong);
    const isHinted = announcer(text, survey, weak, 12);
    /** How sure it is that a part is a number, or undefined when it is none. */
    const gradeOf = ({ start, end, digits }: Candidate): number | undefined => {
      const isInternational = text.charAt(start) === '+';
      const announced = isAnnounced(start);
      const mayBeAlone = isInternational || digits === 10 || digits === 11 || digits === 9;
      // Without words and without a form of its own it is none, and is not looked at.
      if (!announced && !mayBeAlone && !isHinted(start)) return undefined;
      const value = text.slice(start, end);
      if (digits >= 10 && isNorthAmerican(value))
        return announced ? confidence.checkedAndAnnounced : confidence.distinctive;
      if (isInternational) {
        const fit = fitOf(value);
        if (fit === 'none') return undefined;
        if (fit === 'possible') return confidence.shaped;
        return announced ? confidence.checkedAndAnnounced : confidence.checked;
      }
      if (isDateLike(value)) return undefined;
      if (announced) return confidence.announced;
      return hasTrunkPrefix(value) || (isHinted(start) && isGrouped(value)) ? confidence.shaped : undefined;
    };
    let from = 0;
    for (let run = 0; run < runs.length; run += 2) {
      if ((runs[run] ?? 0) < from) continue;
      for (const candidate of candidatesFrom(text, runs, run)) {
        const { start, end: bare } = candidate;
        if (start < from || (start > 0 && before.test(text.charAt(start - 1)))) break;
        const longer = endOfMatch(text, extension, bare);
        const end = longer > 0 && endOfMatch(text, after, longer) < 0 ? longer : bare;
        if (endOfMatch(text, after, end) > 0) continue;
        const grade = gradeOf(candidate);
        if (grade === undefined) continue;
        sightings.push({ start, end, confidence: grade });
        from = end;
        break;
      }
    }
    return sightings;
  },
};
