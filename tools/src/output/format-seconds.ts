/** A duration for people: `0.34 s`, `12.3 s`. */
export const formatSeconds = (ms: number): string => `${(ms / 1_000).toFixed(ms < 1_000 ? 2 : 1)} s`;
