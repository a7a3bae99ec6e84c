import { UnavailableError } from '@octollm/contracts';

/** How long the backend may take to answer. */
const patienceMs = 5_000;

/**
 * What the work gives, when it gives it in time.
 * @throws UnavailableError when it fails, or takes longer than five seconds; then it may still succeed unseen, which
 * does no harm to a wake-up.
 */
export async function within<Result>(work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work(), tooLate]);
  } catch (error) {
    throw new UnavailableError('The queue does not answer; try again.', { cause: error, retryAfter: 5 });
  } finally {
    clearTimeout(timer);
  }
}
