import type { Span } from '../sentences/prose.ts';
import { numberWords, scales } from './number-words.ts';
import { type Unit, units } from './units.ts';

/** A number in a text with what it counts. */
export interface Figure extends Span {
  /** The number with its scale: 1,200,000 for `1.2 million`. NaN for a version or an address such as `1.2.3`. */
  readonly value: number;
  readonly unit: Unit | null;
  /** The unit of a rate: the second of `28 metres per second`. */
  readonly per: Unit | null;
}

const scaleWords = [...scales.keys()].join('|');
const written = [...numberWords.keys()].join('|');

/**
 * A currency sign, a number in digits or as a word, a scale, and what follows on the same line: a unit, and `per` or a
 * slash with another. A number inside an identifier (`sha256`, `v2`) is none.
 */
const pattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])([$€£¥₹])?([-−]?\p{Nd}+(?:[.,]\p{Nd}+)*|\b(?:${written})\b)` +
    String.raw`(?:[ \u00a0-]?(${scaleWords})\b)?` +
    String.raw`(?:[ \u00a0-]?(%|°[CF]?|km/h|m/s|[\p{L}]{1,16}(?![\p{L}\p{N}_])))?` +
    String.raw`(?:(?:[ \u00a0]+(?:per|an?|each|every)[ \u00a0]+|/)(\p{L}{1,16})(?![\p{L}\p{N}_]))?`,
  'giu',
);

const groupedDigits = /^[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const valueOf = (digits: string): number => {
  const word = numberWords.get(digits.toLowerCase());
  if (word !== undefined) return word;
  const plain = groupedDigits.test(digits) ? digits.replaceAll(',', '') : digits;
  return Number(plain.replace('−', '-'));
};

/** The figures of a text in order. */
export const figures = (text: string): Figure[] =>
  [...text.matchAll(pattern)].map((match) => {
    const [, sign, digits = '', scale, unitWord, perWord] = match;
    const unit = units.get((sign ?? unitWord ?? '').toLowerCase()) ?? null;
    const known = unitWord !== undefined && units.has(unitWord.toLowerCase());
    const per = perWord === undefined ? null : (units.get(perWord.toLowerCase()) ?? null);
    const number = match[0].indexOf(digits) + digits.length;
    const scaled =
      scale === undefined
        ? number
        : match[0].toLowerCase().indexOf(scale.toLowerCase(), number) + scale.length;
    const withUnit = known ? match[0].indexOf(unitWord, scaled) + unitWord.length : scaled;
    const length = per === null ? withUnit : match[0].length;
    return {
      text: match[0].slice(0, length),
      start: match.index,
      end: match.index + length,
      value: valueOf(digits) * (scales.get(scale?.toLowerCase() ?? '') ?? 1),
      unit,
      per,
    };
  });

/** Whether two figures say the same: the same number, and no different unit where both have one. */
export const sameFigure = (a: Figure, b: Figure): boolean => {
  const number = Number.isNaN(a.value) ? a.text === b.text : a.value === b.value;
  const unit = a.unit === null || b.unit === null || a.unit.name === b.unit.name;
  const per = a.per === null || b.per === null || a.per.name === b.per.name;
  return number && unit && per;
};
