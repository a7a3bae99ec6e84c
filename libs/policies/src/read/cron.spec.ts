import { expect, it } from 'vitest';
import { longestGapSeconds } from './cron.ts';

const hour = 3_600;
const day = 24 * hour;

it.each([
  ['* * * * *', 60],
  ['*/20 * * * *', 1_200],
  ['0 2 * * *', day],
  ['0 0 2 * * *', day],
  ['0 9-17 * * *', 16 * hour],
  ['0 2 * * 1-5', 3 * day],
  ['0 2 * * MON,THU', 4 * day],
  ['0 0 1 * *', 31 * day],
  ['0 0 29 2 *', 1_461 * day],
  ['0 0 1 * 0', 7 * day],
  ['TZ=Europe/Berlin 0 2 * * *', day],
  ['@every 6h30m', 6.5 * hour],
  ['@weekly', 7 * day],
])('Between two runs of %s there are %i seconds at most', (schedule, seconds) => {
  expect(longestGapSeconds(schedule)).toBe(seconds);
});

it.each(['', 'daily', '0 2 * *', '61 * * * *', '*/0 * * * *', '0 5-2 * * *', '@every', '0 0 30 2 *'])(
  '"%s" is no schedule that runs',
  (schedule) => {
    expect(longestGapSeconds(schedule)).toBeUndefined();
  },
);
