import { totalmem } from 'node:os';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { LoadSample } from './pool-limit.ts';

const nanosecondsPerMs = 1_000_000;
const resolutionMs = 10;

/** Measures how strained this process is. */
export class PoolLoad {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });

  constructor() {
    this.#delays.enable();
  }

  /** What was measured since the last call. */
  sample(): Omit<LoadSample, 'peakInFlight'> {
    // The histogram counts the whole time between two looks, the wanted pause included.
    const loopDelayMs = Math.max(this.#delays.percentile(99) / nanosecondsPerMs - resolutionMs, 0);
    this.#delays.reset();
    return { loopDelayMs, memoryShare: memoryShare() };
  }

  stop(): void {
    this.#delays.disable();
  }
}

/** The fuller of the heap and of what the container, or else the machine, gives the process. */
const memoryShare = (): number => {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const allowed = Math.min(constrained, totalmem());
  return Math.max(used_heap_size / heap_size_limit, process.memoryUsage.rss() / allowed);
};
