const replaced: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const withReplacements = /^(?=.*[a-z])(?=.*[\d@$!])[a-z\d@$!]+$/;
/** Longer words are nobody's leetspeak. */
const maxLength = 40;

const readAs = (word: string, one: string): string => {
  let read = '';
  for (const sign of word) read += sign === '1' ? one : (replaced[sign] ?? sign);
  return read;
};

/** What a word in leetspeak reads as; a 1 is an i or an l. */
export const leetReadings = (word: string): readonly string[] => {
  if (word.length > maxLength || !withReplacements.test(word)) return [];
  return word.includes('1') ? [readAs(word, 'i'), readAs(word, 'l')] : [readAs(word, 'i')];
};
