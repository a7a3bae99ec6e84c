import type { Span } from '../sentences/prose.ts';

/** A time of the day. */
export interface ClockTime extends Span {
  /** Since midnight. */
  readonly minutes: number;
}

/** `10:30`, `5:30 p.m.`, `7 am`; a bare number is none. */
const pattern =
  /(?<![\p{L}\p{N}.:])(?:([01]?\d|2[0-4])[:.]([0-5]\d)(?:[:.][0-5]\d)?(?:\s?([ap])\.?m\b\.?)?|(1[0-2]|[1-9])\s?([ap])\.?m\b\.?|(noon|midnight)\b)(?![\p{N}%])/giu;

const minutesOf = (hours: number, minutes: number, half: string | undefined): number => {
  const base = half === undefined ? hours : (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return (base * 60 + minutes) % 1_440;
};

/** The times of the day in a text. `10.30` is one only before `a.m.` or `p.m.`: otherwise it is a number. */
export const clockTimes = (text: string): ClockTime[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, hours, minutes, half, hour, halfOfHour, word] = match;
    const isDecimal = hours !== undefined && half === undefined && !whole.includes(':');
    if (isDecimal) return [];
    const at = { text: whole, start: match.index, end: match.index + whole.length };
    if (word !== undefined) return [{ ...at, minutes: word.toLowerCase() === 'noon' ? 720 : 0 }];
    return [{ ...at, minutes: minutesOf(Number(hours ?? hour), Number(minutes ?? 0), half ?? halfOfHour) }];
  });
