import { setTimeout as delay } from 'node:timers/promises';
import { BackupError } from '../backup-error.ts';

/** How long a scratch store is waited for. */
export interface Patience {
  /** How long it may take to start and to read its files. @default half an hour */
  readonly timeoutMs?: number;
  /** Between two looks. @default a quarter of a second */
  readonly pauseMs?: number;
}

/**
 * Asks a store until it answers: a scratch store starts beside the drill.
 * @throws BackupError, the last one, when it does not answer in time
 */
export const onceThere = async <T>(
  ask: () => Promise<T>,
  { timeoutMs = 1_800_000, pauseMs = 250 }: Patience = {},
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof BackupError) || Date.now() > deadline) throw error;
      await delay(pauseMs);
    }
  }
};
