import { rolesOf } from '../lexicon/lexicon.ts';
import { fold, kindAt, kinds } from '../survey/characters.ts';
import { hashOf } from '../survey/hash.ts';
import { hasSurnameEnding } from './surname.ts';
import { bits } from './words.ts';

const surname = bits('surname');
const common = bits('common');
const longest = 20;

const endOfWord = (text: string, start: number): number => {
  let end = start;
  while (end - start <= longest && (kindAt(text, end) & kinds.letter) !== 0) end += 1;
  return end;
};

/**
 * Where a family name in small letters ends that follows what ends at an offset, perhaps after an initial; -1 when
 * the next word is no family name.
 */
export const endOfSmallSurname = (text: string, offset: number): number => {
  let start = offset + 1;
  let end = endOfWord(text, start);
  if (end === start + 1) {
    start = text.charAt(end) === '.' ? end + 2 : end + 1;
    end = endOfWord(text, start);
  }
  if (text.charAt(offset) !== ' ' || end - start < 4 || end - start > longest) return -1;
  const value = text.slice(start, end);
  const found = rolesOf(hashOf(fold(value)));
  if ((found & common) !== 0) return -1;
  return (found & surname) !== 0 || hasSurnameEnding(value) ? end : -1;
};
