/** Shorter words are other words too often when a letter is lost. */
const shortest = 6;
const inSmallLetters = /^[a-z]+$/;

/**
 * What becomes of a word in small Latin letters when one letter after the first is lost, or two change places: slips
 * that readers and models do not notice. Nothing for short words.
 */
export const misspellingsOf = (word: string): readonly string[] => {
  if (word.length < shortest || !inSmallLetters.test(word)) return [];
  const all = new Set<string>();
  for (let at = 1; at < word.length; at += 1) {
    all.add(word.slice(0, at) + word.slice(at + 1));
    all.add(word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));
  }
  all.delete(word);
  return [...all];
};
