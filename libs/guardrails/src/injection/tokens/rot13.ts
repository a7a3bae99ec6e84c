const first = 97;
const letters = 26;
const half = 13;

/** A UTF-16 unit with the small Latin letter moved by half the alphabet; twice is the letter again. */
export const rotateUnit = (unit: number): number =>
  unit >= first && unit < first + letters ? first + ((unit - first + half) % letters) : unit;

/** A word in small letters in rot13. */
export const rot13 = (word: string): string => {
  let rotated = '';
  for (let index = 0; index < word.length; index += 1)
    rotated += String.fromCharCode(rotateUnit(word.charCodeAt(index)));
  return rotated;
};
