import { InvalidRequestError, type UsageQuery } from '@octollm/contracts';
import type { UsagePeriod } from '@octollm/memory';

const dayMs = 86_400_000;

/** Days of a period that names no beginning, and days that there may be. */
const ownDays = { usual: 30, most: 366 };
const everybodysDays = { usual: 1, most: 1 };

const refuse = (detail: string): InvalidRequestError =>
  new InvalidRequestError(`Correct the query at /from: it ${detail}.`, {
    errors: [{ pointer: '/from', detail }],
  });

/**
 * The period that a query asks for: 30 days up to now unless it says otherwise, a day for all tenants.
 * @throws InvalidRequestError that points at /from when the period is empty or longer than 366 days, or a day
 */
export const usagePeriod = (
  query: Pick<UsageQuery, 'from' | 'to' | 'all_tenants'>,
  now: Date,
): UsagePeriod => {
  const days = query.all_tenants === undefined ? ownDays : everybodysDays;
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - days.usual * dayMs) : new Date(query.from);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw refuse('must be earlier than to');
  if (length > days.most * dayMs)
    throw refuse(`must be at most ${days.most} ${days.most === 1 ? 'day' : 'days'} before to`);
  return { from, to };
};
