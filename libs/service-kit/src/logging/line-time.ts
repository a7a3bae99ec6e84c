const second = 1_000;
let known = Number.NaN;
let upToSecond = '';

/** The time of a line as pino takes it, `,"time":"2026-01-31T23:59:59.123Z"`; of most it writes only the milliseconds anew. */
export const lineTime = (now = Date.now()): string => {
  const begun = now - (now % second);
  if (begun !== known) {
    known = begun;
    upToSecond = `,"time":"${new Date(begun).toISOString().slice(0, -4)}`;
  }
  return `${upToSecond}${String(now - begun).padStart(3, '0')}Z"`;
};
