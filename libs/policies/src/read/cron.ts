const daySeconds = 86_400;

const shorthands: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const numberIn = (text: string): number => {
  const lower = text.toLowerCase();
  if (names.includes(lower)) return names.indexOf(lower);
  return months.includes(lower) ? months.indexOf(lower) + 1 : Number(text);
};

/** The numbers that a field of a schedule names; undefined when it is none. */
const valuesOf = (field: string, first: number, last: number): readonly number[] | undefined => {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from = '', to] = range === '*' || range === '?' ? [String(first), String(last)] : range.split('-');
    const start = numberIn(from);
    const end = to === undefined ? (part.includes('/') ? last : start) : numberIn(to);
    const by = Number(step);
    if (![start, end, by].every(Number.isInteger) || by < 1 || start < first || end > last || start > end)
      return undefined;
    for (let value = start; value <= end; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
};

/** The days of five years: one of them has a 29th of February. */
const calendar = Array.from({ length: 5 * 366 }, (_, day) => {
  const date = new Date(Date.UTC(2024, 0, 1 + day));
  return { date: date.getUTCDate(), month: date.getUTCMonth() + 1, weekday: date.getUTCDay() };
});

/** The days on which a schedule runs, counted from the first of the calendar. */
const daysOf = (
  days: readonly number[],
  inMonths: readonly number[],
  weekdays: readonly number[],
  either: boolean,
): readonly number[] =>
  calendar.flatMap(({ date, month, weekday }, index) => {
    const byDay = days.includes(date);
    const byWeekday = weekdays.includes(weekday) || (weekday === 0 && weekdays.includes(7));
    return inMonths.includes(month) && (either ? byDay || byWeekday : byDay && byWeekday) ? [index] : [];
  });

const gaps = (sorted: readonly number[]): readonly number[] =>
  sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));

/** The seconds of a day at which it runs. */
const timesOf = (
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): readonly number[] =>
  hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3_600 + minute * 60 + second)),
  );

/**
 * The longest time in seconds between two runs of a schedule; undefined when it is none, or never runs. Five fields as
 * cron has them, six with seconds first as CloudNativePG has them, `@daily` and its like, and `@every 6h30m`.
 */
export const longestGapSeconds = (schedule: string): number | undefined => {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
  const [, hourCount, minuteCount, secondCount] =
    /^@every (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  if (text.startsWith('@every'))
    return (
      Number(hourCount ?? 0) * 3_600 + Number(minuteCount ?? 0) * 60 + Number(secondCount ?? 0) || undefined
    );
  const fields = (Object.hasOwn(shorthands, text) ? (shorthands[text] ?? '') : text).split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) return undefined;
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] =
    fields.length === 5 ? ['0', ...fields] : fields;
  const [seconds, minutes, hours, days, inMonths, weekdays] = [
    valuesOf(second, 0, 59),
    valuesOf(minute, 0, 59),
    valuesOf(hour, 0, 23),
    valuesOf(day, 1, 31),
    valuesOf(month, 1, 12),
    valuesOf(weekday, 0, 7),
  ];
  if (!seconds || !minutes || !hours || !days || !inMonths || !weekdays) return undefined;
  // Cron takes either when both the day of the month and that of the week are named.
  const runs = daysOf(days, inMonths, weekdays, !/^[*?]/.test(day) && !/^[*?]/.test(weekday));
  const times = timesOf(hours, minutes, seconds);
  if (runs.length < 2) return undefined;
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const overNight = gaps(runs).map((nights) => nights * daySeconds - last + first);
  return [...gaps(times), ...overNight].reduce((longest, gap) => Math.max(longest, gap), 0);
};
