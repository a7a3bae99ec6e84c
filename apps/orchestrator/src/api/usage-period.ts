import { InvalidRequestError, type UsageQuery } from '@octollm/contracts';
import type { UsagePeriod } from '@octollm/memory';

const dayMs = 86_400_000;
const usualDays = 30;
const mostDays = 366;

const refuse = (detail: string): InvalidRequestError =>
  new InvalidRequestError(`Correct the query at /from: it ${detail}.`, {
    errors: [{ pointer: '/from', detail }],
  });

/**
 * The period that a query asks for: 30 days up to now unless it says otherwise.
 * @throws InvalidRequestError that points at /from when the period is empty or longer than 366 days
 */
export const usagePeriod = (query: Pick<UsageQuery, 'from' | 'to'>, now: Date): UsagePeriod => {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - usualDays * dayMs) : new Date(query.from);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw refuse('must be earlier than to');
  if (length > mostDays * dayMs) throw refuse(`must be at most ${mostDays} days before to`);
  return { from, to };
};
