import { inBase, isYear, type Quantity, sameUnit, terms } from '@octollm/text';

const up =
  /\b(?:r[io]se[sn]?|rising|grew|grown?|grows|increas(?:e[ds]?|ing)|climb(?:ed|s)?|went up|go(?:es|ne)? up|gained|widened|up)\b/i;
const down =
  /\b(?:f[ae]ll(?:en|s)?|dropp?(?:ed|s)?|declin(?:e[ds]?|ing)|decreas(?:e[ds]?|ing)|shr[aiu]nk|shrunk|shrinks|went down|go(?:es|ne)? down|reduced|narrowed|down)\b/i;
const more =
  /\b(?:more|higher|longer|heavier|larger|bigger|greater|taller|deeper|wider|older|later|above|dearer|exceed(?:s|ed)?|slower)\b/i;
const less = /\b(?:less|fewer|lower|shorter|lighter|smaller|younger|earlier|below|cheaper|faster|quicker)\b/i;
/** Who is faster takes less time. */
const timeWords = /\b(?:faster|quicker|slower)\b/i;

const isAlike = (a: Quantity, b: Quantity): boolean =>
  a.kind === 'number' && b.kind === 'number' && a.unit !== null && b.unit !== null
    ? sameUnit(a.unit, b.unit) || (a.unit.dimension === b.unit.dimension && inBase(1, a.unit) !== undefined)
    : a.kind === b.kind && a.unit === null && b.unit === null;

const valueOf = (one: Quantity): number =>
  one.unit === null ? one.value : (inBase(one.value, one.unit) ?? one.value);

const standsAfter = (text: string, { start }: Quantity, word: RegExp): boolean =>
  word.test(text.slice(Math.max(0, start - 24), start));

/** 1 when the words say up or more, -1 when they say down or less, 0 when they say neither or both. */
const signOf = (text: string, plus: RegExp, minus: RegExp): -1 | 0 | 1 => {
  const [isPlus, isMinus] = [plus.test(text), minus.test(text)];
  if (isPlus === isMinus) return 0;
  return isPlus ? 1 : -1;
};

/** 1 where a text says more, -1 where it says less, otherwise 0. */
export const comparisonIn = (text: string): -1 | 0 | 1 => signOf(text, more, less);

const trend = (text: string, all: readonly Quantity[]): boolean => {
  const from = all.find((one) => standsAfter(text, one, /\bfrom (?:about |around |over )?[$€£]?$/i));
  if (from === undefined || isYear(from)) return false;
  const alike = all.filter((one) => one !== from && isAlike(one, from) && !isYear(one));
  const to =
    alike.find((one) => standsAfter(text, one, /\bto (?:about |around |over )?[$€£]?$/i)) ??
    (alike.length === 1 ? alike[0] : undefined);
  if (to === undefined) return false;
  const before = text.slice(0, Math.max(from.start, to.start));
  const sign = signOf(before, up, down);
  return sign !== 0 && Math.sign(valueOf(to) - valueOf(from)) === -sign;
};

/** The figure that follows `than`, `against`, or comes second in the brackets after the comparison. */
const pairOf = (text: string, difference: Quantity, all: readonly Quantity[]): readonly Quantity[] => {
  const after = all.filter(({ start }) => start >= difference.end);
  const before = all.filter(({ end }) => end <= difference.start);
  if (after.length >= 2) return after.slice(0, 2);
  const [reference] = after;
  const subject = before.at(-1);
  if (reference !== undefined && subject !== undefined) {
    const between = text.slice(difference.end, reference.start);
    return /\b(?:than|against|compared)\b/i.test(between) ? [subject, reference] : [];
  }
  return [];
};

const words = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

/** Both figures before the difference: who is more, the last one named unless the first one is named again. */
const pairBefore = (text: string, difference: Quantity, all: readonly Quantity[]): readonly Quantity[] => {
  const [a, b, ...others] = all.filter(({ end }) => end <= difference.start);
  if (a === undefined || b === undefined || others.length > 0) return [];
  const again = new Set(words(text.slice(b.end, difference.start)));
  const ofFirst = words(text.slice(0, a.start)).filter((word) => again.has(word));
  const ofSecond = words(text.slice(a.end, b.start)).filter((word) => again.has(word));
  return ofFirst.length > ofSecond.length ? [a, b] : [b, a];
};

const comparison = (text: string, all: readonly Quantity[]): boolean =>
  all.some((difference) => {
    const like = all.filter((one) => one === difference || isAlike(one, difference));
    const isPoints = difference.unit?.dimension === 'points' || difference.unit?.dimension === 'share';
    const ofYears = difference.unit?.name === 'year';
    const pool =
      isPoints || ofYears ? all.filter((one) => one.kind === 'number' && isYear(one) === ofYears) : like;
    const others = pool.filter((one) => one !== difference);
    if (others.length !== 2 || !others.every((one) => isAlike(one, others[0] ?? one))) return false;
    const next = Math.min(
      ...all.map(({ start }) => start).filter((start) => start >= difference.end),
      difference.end + 24,
    );
    const around = text.slice(difference.end, next);
    // Who is older was there in an earlier year.
    const sign = comparisonIn(around) * (ofYears && /\b(?:older|younger)\b/i.test(around) ? -1 : 1);
    if (sign === 0) return false;
    const isTime = timeWords.test(around) && difference.unit?.dimension !== 'duration';
    const [subject, reference] = [
      pairOf(text, difference, others),
      pairBefore(text, difference, others),
    ].find((pair) => pair.length === 2) ?? [undefined, undefined];
    if (subject === undefined || reference === undefined || isTime) return false;
    return Math.sign(valueOf(subject) - valueOf(reference)) === -sign;
  });

/** Whether words name the second of two things: as the other one, or by what its name has and the first one's lacks. */
const namesOther = (text: string, [first, second]: readonly [string, string]): boolean => {
  if (/\bthe (?:other|latter)\b/i.test(text)) return true;
  const ofFirst = new Set(terms(first));
  const own = new Set(terms(second).filter((term) => !ofFirst.has(term)));
  return terms(text).some((term) => own.has(term));
};

/**
 * `A is older than B: it was built in 1901, the other one in 1934`: what is said first of two is of the first. Unless the
 * second figure is said to be of the other one, both may be of the first: `it was begun in 1901 and finished in 1934`.
 */
const ordered = (text: string, all: readonly Quantity[]): boolean => {
  const than = /\bthan\b/i.exec(text)?.index ?? text.length;
  const [subject, reference, ...others] = all.filter(({ start }) => start > than);
  if (subject === undefined || reference === undefined || others.length > 0 || all.length > 2) return false;
  const [before, after] = [text.slice(0, than), text.slice(than, subject.start)];
  // `than B, which has 12: A has 15` tells of the second one first.
  const isOfSubject = /[:;,(]\s*(?:it|its|they|their|the former)\b[^:;,(]*$/i.test(after);
  if (!isOfSubject || !isAlike(subject, reference) || isYear(subject) !== isYear(reference)) return false;
  const other = after.slice(0, after.search(/[:;,(]/));
  if (!namesOther(text.slice(subject.end, reference.start), [before, other])) return false;
  const ofAge = isYear(subject) && /\b(?:older|younger)\b/i.test(before) ? -1 : 1;
  const sign = timeWords.test(before) ? 0 : comparisonIn(before) * ofAge;
  return sign !== 0 && Math.sign(valueOf(subject) - valueOf(reference)) === -sign;
};

/** Whether a sentence says up where its figures go down, or more where they are less, or the other way round. */
export const goesAgainstItsFigures = (text: string, figures: readonly Quantity[]): boolean =>
  trend(text, figures) || comparison(text, figures) || ordered(text, figures);
