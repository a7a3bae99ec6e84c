const letters = 'abcdefghijklmnopqrstuvwxyz';
const half = 13;

/** A word in small letters with every Latin letter moved by half the alphabet; twice is the word again. */
export const rot13 = (word: string): string =>
  word.replaceAll(/[a-z]/g, (letter) => letters.charAt((letters.indexOf(letter) + half) % letters.length));
