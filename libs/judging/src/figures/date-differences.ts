import { type CalendarDate, dates, inBase, type Quantity } from '@octollm/text';

const dayMs = 86_400_000;

/** Days since the epoch; of a month without a day its first. */
const dayOf = ({ year, month, day = 1 }: CalendarDate): number | undefined =>
  year === undefined || month === undefined ? undefined : Date.UTC(year, month - 1, day) / dayMs;

/** A month has up to 31 days, so that two of them are so far apart at most. */
const slackDays = 2;

/** Whether a duration lies between two dates that a text gives: six months between October 2023 and April 2024. */
export const isBetweenDates = (figure: Quantity, text: string): boolean => {
  const seconds = figure.unit?.dimension === 'duration' ? inBase(figure.value, figure.unit) : undefined;
  if (seconds === undefined) return false;
  const days = dates(text).flatMap((date) => dayOf(date) ?? []);
  const wanted = (seconds * 1_000) / dayMs;
  return days.some((a) => days.some((b) => b > a && Math.abs(b - a - wanted) <= slackDays));
};
