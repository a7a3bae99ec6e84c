import type { Span } from '../sentences/prose.ts';

/** A date, or what a text says of one: at least a month, or a day of the week. */
export interface CalendarDate extends Span {
  readonly year?: number;
  /** From 1. */
  readonly month?: number;
  readonly day?: number;
  /** From 0, Monday. */
  readonly weekday?: number;
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const monthWord = String.raw`(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)`;

const patterns: readonly RegExp[] = [
  /(?<!\d)(?<year>[12]\d{3})-(?<number>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])(?!\d)/gu,
  new RegExp(
    String.raw`(?<!\d)(?<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)? ${monthWord}(?:,? (?<year>[12]\d{3}))?(?!\p{L})`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})${monthWord} (?<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,? (?<year>[12]\d{3}))?(?![\p{L}\p{N}.:%])`,
    'gu',
  ),
  new RegExp(String.raw`(?<!\p{L})${monthWord},?(?: of)? (?<year>[12]\d{3})(?!\d)`, 'gu'),
  // `may` and `march` are words too, so a month by itself needs a preposition or another month before it.
  new RegExp(
    String.raw`(?<=\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Oo]f|[Tt]o|and|or|[Bb]y|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]very|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id|[Tt]ill|through) )${monthWord}(?![\p{L}])`,
    'gu',
  ),
  /(?<!\p{L})(?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?!\p{L})/gu,
];

const monthOf = (word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  const start = word.toLowerCase().slice(0, 3);
  return months.findIndex((month) => month.startsWith(start)) + 1;
};

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

const defined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;

/** The dates in a text, in order; a stretch of text is one date at most. Years by themselves are figures and no dates. */
export const dates = (text: string): CalendarDate[] => {
  const found: CalendarDate[] = [];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const { year, month, number, day, weekday } = match.groups ?? {};
      const named = weekday === undefined ? undefined : weekdays.indexOf(`${weekday.toLowerCase()}day`);
      found.push({
        text: match[0],
        start,
        end,
        ...defined({
          year: numberOf(year),
          month: monthOf(month) ?? numberOf(number),
          day: numberOf(day),
          weekday: named,
        }),
      });
    }
  return found.toSorted((a, b) => a.start - b.start);
};

const parts = ['year', 'month', 'day', 'weekday'] as const;

/** Whether one date says all that another one says. */
export const holdsDate = (whole: CalendarDate, part: CalendarDate): boolean =>
  parts.every((name) => part[name] === undefined || part[name] === whole[name]);
