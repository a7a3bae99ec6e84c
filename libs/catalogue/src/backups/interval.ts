const hourSeconds = 3_600;

/** A schedule whose interval cannot be told: what watches it would not know when it is late. */
export class UnknownIntervalError extends Error {
  constructor(cron: string) {
    super(
      `"${cron}" must be a minute with an hour, with */ hours that divide the day, or with every hour, such as "40 */6 * * *".`,
    );
    this.name = 'UnknownIntervalError';
  }
}

/**
 * Seconds between two runs of a schedule, of five fields as cron has them.
 * @throws UnknownIntervalError when it runs at other times than every day, every few hours or every hour
 */
export const intervalSeconds = (cron: string): number => {
  const [, hours] = /^\d{1,2} (\d{1,2}|\*|\*\/\d{1,2}) \* \* \*$/.exec(cron) ?? [];
  if (hours === undefined) throw new UnknownIntervalError(cron);
  if (hours === '*') return hourSeconds;
  const step = hours.startsWith('*/') ? Number(hours.slice(2)) : 24;
  if (step < 1 || 24 % step !== 0) throw new UnknownIntervalError(cron);
  return step * hourSeconds;
};
