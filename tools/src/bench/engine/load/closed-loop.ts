import type { Load, LoadResult } from '../contender.ts';

/** So many failures end a run: it says nothing any more. */
const mostFailures = 5;

interface Ended {
  /** Milliseconds since the loop began. */
  readonly at: number;
  readonly latency: number;
}

/**
 * Keeps `inFlight` tasks under way for `ms` and lets the last ones end. Only tasks that end within the time count,
 * unless none does: then all count, and so does the time they took.
 * @param task carries out one task and rejects when it failed
 */
export const closedLoop = async ({ inFlight, ms }: Load, task: () => Promise<void>): Promise<LoadResult> => {
  const began = performance.now();
  const ended: Ended[] = [];
  let started = 0;
  let failed = 0;
  let reason: string | undefined;
  const attempt = async (): Promise<boolean> => {
    started += 1;
    try {
      await task();
      return true;
    } catch (error) {
      failed += 1;
      reason ??= error instanceof Error ? error.message : String(error);
      return false;
    }
  };
  const worker = async (): Promise<void> => {
    for (let now = began; now - began < ms && failed < mostFailures; now = performance.now()) {
      const succeeded = await attempt();
      const end = performance.now();
      if (succeeded) ended.push({ at: end - began, latency: end - now });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const inTime = ended.filter(({ at }) => at <= ms);
  const counted = inTime.length > 0 ? inTime : ended;
  return {
    tasks: counted.length,
    started,
    failed,
    reason,
    seconds: (inTime.length > 0 ? ms : performance.now() - began) / 1_000,
    latencies: counted.map(({ latency }) => latency),
  };
};
