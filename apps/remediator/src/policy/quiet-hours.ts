import { z } from 'zod';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const minutesOfDay = 1_440;

const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'write a time as 06:30' });

/** A time of the day in UTC in which nothing is done. One that ends before it begins goes on past midnight. */
export const QuietHours = z
  .strictObject({
    from: Time,
    /** The first minute that is not quiet. */
    to: Time,
    /** The days on which it begins. */
    days: z
      .array(z.enum(days))
      .min(1)
      .default([...days]),
  })
  .refine(({ from, to }) => from !== to, { error: 'let it end at another time than it begins' });
export type QuietHours = z.infer<typeof QuietHours>;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a moment lies in one of them. */
export const isQuiet = (windows: readonly QuietHours[], at: Date): boolean => {
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  const today = days[at.getUTCDay()];
  const yesterday = days[(at.getUTCDay() + 6) % 7];
  return windows.some(({ from, to, days: begins }) => {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    const length = (end - start + minutesOfDay) % minutesOfDay;
    const sinceToday = minute - start;
    return begins.some(
      (day) =>
        (day === today && sinceToday >= 0 && sinceToday < length) ||
        (day === yesterday && sinceToday + minutesOfDay < length),
    );
  });
};
