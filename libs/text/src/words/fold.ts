/** Marks that Latin, Greek and Cyrillic letters carry; those of other scripts change the word and stay. */
const combining = /[\u0300-\u036f]/g;

/** A word in the form it is compared in: lower case, without accents, apostrophes and a possessive `'s`. */
export const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(combining, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replaceAll(/['’]/g, '');

const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** `1,200` and `1200` are one number. */
export const withoutGroups = (word: string): string => (grouped.test(word) ? word.replaceAll(',', '') : word);
