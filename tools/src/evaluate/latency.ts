/** How long single items took, in microseconds. */
export interface Latency {
  readonly median_us: number;
  readonly p95_us: number;
}

/** Runs something on every item and tells how long each took. The first items warm up and are run once more. */
export const timed = async <T, R>(
  items: readonly T[],
  run: (item: T) => R | Promise<R>,
): Promise<{ readonly results: readonly R[]; readonly latency: Latency }> => {
  const warmUp = 50;
  for (const item of items.slice(0, warmUp)) await run(item);
  const results: R[] = [];
  const times: number[] = [];
  for (const item of items) {
    const began = performance.now();
    const result = run(item);
    // What answers at once is not charged for a turn of the event loop.
    results.push(result instanceof Promise ? await result : result);
    times.push((performance.now() - began) * 1_000);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * sorted.length)] ?? 0);
  return { results, latency: { median_us: at(0.5), p95_us: at(0.95) } };
};
