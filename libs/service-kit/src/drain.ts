import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

interface Draining {
  /** Seconds that work in flight may take to finish. */
  readonly seconds: number;
  readonly logger: Logger;
  /** Stops listening, finishes work in flight, closes the stores. */
  readonly close: () => Promise<void>;
  /** The drain time is over: abort what is left. */
  readonly giveUp: () => void;
}

const graceAfterGivingUpMs = 2_000;

/** Whether work ended within some time. @throws what the work rejects with */
const endsWithin = async (milliseconds: number, work: Promise<void>): Promise<boolean> => {
  const over = new AbortController();
  try {
    return await Promise.race([work.then(() => true), sleep(milliseconds, false, { signal: over.signal })]);
  } finally {
    over.abort();
  }
};

/**
 * Closes a service within its drain time.
 * @returns whether everything ended by itself
 */
export const drain = async ({ seconds, logger, close, giveUp }: Draining): Promise<boolean> => {
  const closing = close();
  if (await endsWithin(seconds * 1_000, closing)) return true;
  logger.warn({ drain_seconds: seconds }, 'work was still in flight when the drain time ended');
  giveUp();
  await endsWithin(graceAfterGivingUpMs, closing);
  return false;
};
