const counted =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ones = 'one two three four five six seven eight nine'.split(' ');

/** Numbers written as words. `one` is left out: it mostly is no number. */
export const numberWords: ReadonlyMap<string, number> = new Map([
  ...counted.split(' ').map((word, index): [string, number] => [word, index + 2]),
  ...'thirty forty fifty sixty seventy eighty ninety hundred'
    .split(' ')
    .map((word, index): [string, number] => [word, (index + 3) * 10]),
]);

/** Numbers of two words, such as `twenty-five`. */
export const compoundNumberWords: ReadonlyMap<string, number> = new Map(
  tens.flatMap((ten, index) =>
    ones.map((one, unit): [string, number] => [`${ten}-${one}`, (index + 2) * 10 + unit + 1]),
  ),
);

export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
