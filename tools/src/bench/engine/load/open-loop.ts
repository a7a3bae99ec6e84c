import type { Acceptance, AcceptanceLoad } from '../contender.ts';
import { TaskNotDoneError } from '../task-not-done-error.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Begins requests at fixed moments. The time of a request counts from when it was due, so that a stall of the server
 * is seen by every request it delays.
 */
export const openLoop = async (
  { perSecond, seconds }: Pick<AcceptanceLoad, 'perSecond' | 'seconds'>,
  request: () => Promise<void>,
): Promise<Acceptance> => {
  const began = performance.now();
  const latencies: number[] = [];
  let refused = 0;
  const underWay: Promise<void>[] = [];
  const begin = async (due: number): Promise<void> => {
    try {
      await request();
      latencies.push(performance.now() - due);
    } catch (error) {
      if (!(error instanceof TaskNotDoneError)) throw error;
      refused += 1;
    }
  };
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = began + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    underWay.push(begin(due));
  }
  await Promise.all(underWay);
  return { latencies, refused };
};
