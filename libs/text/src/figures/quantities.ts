import type { Span } from '../sentences/prose.ts';
import { fold } from '../words/fold.ts';
import { stem } from '../words/stem.ts';
import { stopWords } from '../words/stop-words.ts';
import { clockTimes } from './clock-times.ts';
import { type CalendarDate, dates } from './dates.ts';
import { hedgeOf } from './hedges.ts';
import { multiplesIn } from './multiples.ts';
import { compoundNumberWords, numberWords, scales } from './number-words.ts';
import { isYear, type Quantity } from './quantity.ts';
import { readNumber } from './read-number.ts';
import { rateAfterNoun, rateAt, unitAt } from './unit-at.ts';
import { allUnits } from './unit-phrases.ts';

/** A currency and a number in digits. No number inside an identifier or a version. */
const digits =
  /(?<![\p{L}\p{N}_]|\p{L}[-/]|\p{N}[.,])(?:([$€£¥₹])|\b(USD|EUR|GBP|NOK|SEK|DKK|CHF|JPY|INR) ?)?((?<=^|[\s(])[-−](?=\p{Nd}))?(\p{Nd}+(?:[.,]\p{Nd}+)*)(?![.,]?\p{Nd})/giu;
const word = /(?<![\p{L}\p{N}_-])\p{L}+(?:-\p{L}+)?/gu;
const scaleAt = /^[ \u00a0-]?(hundred|thousand|million|billion|trillion)(?![\p{L}\p{N}_])/iu;

const noNoun = /^(?:instead|against|compared|respectively|ago|later|earlier)$/;

/** What is counted: the next word, when it is one that says something. */
const nounAfter = (text: string, end: number): string | null => {
  const next = /^[ \u00a0](?:of the |of its |more |other |such )?(\p{Ll}[\p{L}'’-]{2,})/u.exec(
    text.slice(end, end + 48),
  )?.[1];
  const folded = fold(next ?? '');
  const isNone = stopWords.has(folded) || noNoun.test(folded) || /(?:ed|ing|ly)$/.test(folded);
  return next === undefined || isNone ? null : stem(folded);
};

interface Written {
  readonly start: number;
  readonly end: number;
  readonly number: string;
  readonly currency?: string | undefined;
  readonly isNegative: boolean;
}

const writtenIn = (text: string): Written[] => [
  ...[...text.matchAll(digits)].map(
    ({ 0: whole, 1: sign, 2: code, 3: minus, 4: number = '', index }): Written => ({
      start: index,
      end: index + whole.length,
      number,
      currency: sign ?? code,
      isNegative: minus !== undefined,
    }),
  ),
  ...[...text.matchAll(word)].flatMap(({ 0: whole, index }): Written[] => {
    const lower = whole.toLowerCase();
    // `three-year` is a number and a unit, `twenty-five` a number.
    const number =
      numberWords.has(lower) || compoundNumberWords.has(lower) ? whole : (whole.split('-')[0] ?? '');
    return numberWords.has(number.toLowerCase()) || compoundNumberWords.has(lower)
      ? [{ start: index, end: index + number.length, number, isNegative: false }]
      : [];
  }),
];

const quantityOf = (text: string, { start, end, number, currency, isNegative }: Written): Quantity[] => {
  const known = readNumber(number);
  if (known === undefined) return [];
  const scaled = scaleAt.exec(text.slice(end, end + 16));
  const afterScale = end + (scaled?.[0].length ?? 0);
  const scale = scales.get(scaled?.[1]?.toLowerCase() ?? '') ?? 1;
  const found = currency === undefined ? unitAt(text, afterScale) : undefined;
  const unit = found?.unit ?? allUnits.get(currency?.toLowerCase() ?? '') ?? null;
  const afterUnit = found?.end ?? afterScale;
  const rate = rateAt(text, afterUnit);
  const last = rate?.end ?? afterUnit;
  return [
    {
      text: text.slice(start, last),
      start,
      end: last,
      kind: 'number',
      value: known.value * scale * (isNegative ? -1 : 1),
      step: 10 ** -known.decimals * scale,
      scale,
      unit,
      per: rate?.unit ?? (unit === null ? rateAfterNoun(text, last)?.unit : undefined) ?? null,
      noun: unit === null ? nounAfter(text, last) : null,
      hedge: hedgeOf(text, start),
    },
  ];
};

const clocksIn = (text: string): Quantity[] =>
  clockTimes(text).map(({ minutes, ...span }) => ({
    ...span,
    kind: 'clock',
    value: minutes,
    step: 1,
    scale: 1,
    unit: null,
    per: null,
    noun: null,
    hedge: null,
  }));

const yearsOf = (days: readonly CalendarDate[]): Quantity[] =>
  days.flatMap(({ year, start, end, text }): Quantity[] =>
    year === undefined
      ? []
      : [
          {
            text,
            start,
            end,
            kind: 'number',
            value: year,
            step: 1,
            scale: 1,
            unit: null,
            per: null,
            noun: null,
            hedge: null,
          },
        ],
  );

const joins = /^[ ]?(?:to|and|or|against|instead of|of|out of|than|[-–])[ ]?(?:the |its |all )?$/;

/** `from 200 to 230 kroner`, `12.6 and 21 million`, `18 of its 200 branches`: the first shares what the second counts. */
const shared = (text: string, one: Quantity, next: Quantity | undefined): Quantity => {
  const isBare = one.kind === 'number' && one.unit === null && one.noun === null && !isYear(one);
  if (next === undefined || !isBare || !joins.test(text.slice(one.end, next.start))) return one;
  if (next.unit === null) return { ...one, noun: next.noun };
  const scale = one.scale === 1 && one.value < (next.value / next.scale) * 1_000 ? next.scale : 1;
  return { ...one, value: one.value * scale, step: one.step * scale, unit: next.unit, per: next.per };
};

/** `four hundred and twenty` is one number. */
const merged = (text: string, all: readonly Quantity[]): Quantity[] =>
  all.reduce<Quantity[]>((list, one) => {
    const last = list.at(-1);
    const goesOn =
      last !== undefined &&
      /\bhundred$/i.test(last.text) &&
      /^(?: and)? $/.test(text.slice(last.end, one.start)) &&
      one.value < 100;
    if (!goesOn) return [...list, one];
    const whole = text.slice(last.start, one.end);
    return [...list.slice(0, -1), { ...one, text: whole, start: last.start, value: last.value + one.value }];
  }, []);

/** Those that share no stretch with what was read before. */
const freeOf = (taken: readonly Span[], found: readonly Quantity[]): Quantity[] =>
  found.filter((one) => !taken.some((span) => one.start < span.end && span.start < one.end));

/**
 * The figures of a text in order, as they are compared and computed with: numbers with their units, times of the day,
 * fractions and ratios. Days and months of dates are none; their years are. Takes time linear in the text, but for
 * figures that stand in many dates.
 */
export const quantities = (text: string): Quantity[] => {
  const days = dates(text);
  const clocks = clocksIn(text);
  const multiples = freeOf([...days, ...clocks], multiplesIn(text));
  const written = writtenIn(text)
    .flatMap((one) => quantityOf(text, one))
    .filter((one, _, list) => !list.some(({ start, end }) => start < one.start && one.start < end));
  const numbers = freeOf([...days, ...clocks, ...multiples], written);
  const all = [...clocks, ...multiples, ...numbers, ...yearsOf(days)].toSorted((a, b) => a.start - b.start);
  return merged(text, all).map((one, index, list) => shared(text, one, list[index + 1]));
};
