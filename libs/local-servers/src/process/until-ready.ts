import { setTimeout as delay } from 'node:timers/promises';
import { ServerStartError } from '../errors.ts';
import type { GuardedProcess } from './guarded-process.ts';
import type { LogTail } from './log-tail.ts';

/** Crash recovery of a large database may take this long; a healthy start takes a fraction of a second. */
const defaultTimeoutMs = 60_000;
const betweenProbesMs = 15;

/**
 * Waits until the probe says that the server accepts connections. When it does not come up, the server is stopped.
 *
 * @param probe - answers true when ready, false when not yet; what it throws ends the wait.
 * @throws ServerStartError when the server exits first or the time is over.
 */
export async function untilReady(
  server: GuardedProcess,
  tail: LogTail,
  name: string,
  probe: () => Promise<boolean>,
  timeoutMs = defaultTimeoutMs,
): Promise<void> {
  const timer = new AbortController();
  const ended = server.exited.then((code) => `exited with code ${code}`);
  const late = delay(timeoutMs, `accepts no connections after ${timeoutMs} ms`, { signal: timer.signal });
  try {
    for (;;) {
      // The probe comes last: of two that are settled the first counts.
      const outcome = await Promise.race([ended, late, probe()]);
      if (outcome === true) return;
      if (outcome !== false) throw new ServerStartError(`${name} ${outcome}.`, tail.lines);
      await delay(betweenProbesMs);
    }
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    timer.abort();
  }
}
