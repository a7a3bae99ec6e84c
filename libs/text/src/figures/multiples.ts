import { hedgeOf } from './hedges.ts';
import type { Quantity } from './quantity.ts';
import { readNumber } from './read-number.ts';
import { unitAt } from './unit-at.ts';

const parts: Readonly<Record<string, number>> = {
  half: 2,
  hal: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  tenth: 10,
};
const counts: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4 };
const fraction =
  /(?<![\p{L}\p{N}])(?:(an?|one|two|three|four)[ -])?(half|halves|thirds?|quarters?|fifths?|tenths?)(?![\p{L}\p{N}])/giu;
const ofUnit = /^[ ](?:of[ ])?(?:an?|one)(?=[ ])/i;

const ratio =
  /(?<![\p{L}\p{N}])(?:(twice|double|triple)|([\p{L}\p{N}][\p{L}\p{N}.-]{0,15})(?:[ ]times|-fold)(?=[ ](?:as|the|that|those|more|higher|larger|longer|bigger|greater|what)\b))(?![\p{L}\p{N}])/giu;
const ratios: Readonly<Record<string, number>> = { twice: 2, double: 2, triple: 3 };

/** Half, three quarters; with a unit (`half an hour`) it is a number. */
const fractionAt = (text: string, match: RegExpExecArray): Quantity => {
  const [whole, count = '', part = ''] = match;
  const end = match.index + whole.length;
  const of = ofUnit.exec(text.slice(end, end + 16));
  const found = of === null ? undefined : unitAt(text, end + of[0].length);
  return {
    text: text.slice(match.index, found?.end ?? end),
    start: match.index,
    end: found?.end ?? end,
    kind: found === undefined ? 'fraction' : 'number',
    value: (counts[count.toLowerCase()] ?? 1) / (parts[part.toLowerCase().replace(/(?:ve)?s$/, '')] ?? 1),
    // Half a year is about so many days.
    step: found === undefined ? 0.01 : 0.1,
    scale: 1,
    unit: found?.unit ?? null,
    per: null,
    noun: null,
    hedge: hedgeOf(text, match.index),
  };
};

const ratioAt = (text: string, match: RegExpExecArray): Quantity[] => {
  const value = ratios[match[1]?.toLowerCase() ?? ''] ?? readNumber(match[2] ?? '')?.value;
  if (value === undefined) return [];
  return [
    {
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
      kind: 'ratio',
      value,
      step: 0.1,
      scale: 1,
      unit: null,
      per: null,
      noun: null,
      hedge: hedgeOf(text, match.index),
    },
  ];
};

/** The fractions and ratios of a text. */
export const multiplesIn = (text: string): Quantity[] => [
  ...[...text.matchAll(ratio)].flatMap((match) => ratioAt(text, match)),
  ...[...text.matchAll(fraction)].map((match) => fractionAt(text, match)),
];
