/** A length of time in a rule: a window, a `for`, an interval. */
export interface Duration {
  readonly kind: 'duration';
  readonly seconds: number;
}

/** @throws RangeError when it is not above zero: Prometheus refuses such a window. */
export const seconds = (count: number): Duration => {
  if (!(count > 0)) throw new RangeError(`A duration must be above zero, not ${count} s.`);
  return { kind: 'duration', seconds: count };
};
export const minutes = (count: number): Duration => seconds(count * 60);
export const hours = (count: number): Duration => minutes(count * 60);
export const days = (count: number): Duration => hours(count * 24);

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** As Prometheus reads it, such as `1h30m`; whole milliseconds. */
export const durationText = ({ seconds: length }: Duration): string => {
  let rest = Math.round(length * 1_000);
  let text = '';
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
};
