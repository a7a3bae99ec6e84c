import type { JobQueue } from './backend.ts';
import { priorityNumbers } from './priority.ts';

/**
 * So many more are looked at behind the place where a priority begins: some of a higher one may have come since they
 * were counted, and each of them moves the place by one.
 */
const spare = 4;

/**
 * When the wake-up was added that has been waiting longest, in milliseconds since 1970; undefined when none waits. They
 * wait in the order of priority and then of arrival, so it is the first of its priority. Those whose worker was lost are
 * in a list of their own in Redis.
 */
export async function oldestTimestamp(queue: JobQueue): Promise<number | undefined> {
  const counts = await queue.getCountsPerPriority([...priorityNumbers]);
  let place = 0;
  const looks = [queue.getJobs(['waiting'], 0, spare, true)];
  for (const priority of priorityNumbers) {
    const count = counts[priority] ?? 0;
    if (count > 0) looks.push(queue.getJobs(['prioritized'], place, place + spare, true));
    place += count;
  }
  const times = (await Promise.all(looks)).flat().map(({ timestamp }) => timestamp);
  return times.length === 0 ? undefined : Math.min(...times);
}
