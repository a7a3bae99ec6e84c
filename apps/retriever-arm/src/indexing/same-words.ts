import { fold, words } from '@octollm/text';

/** What two passages share that say the same, whatever their case, punctuation and white space. */
export const sameWords = (text: string): string =>
  words(text)
    .map((word) => fold(word.text))
    .join(' ');
