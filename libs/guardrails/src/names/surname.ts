import { fold } from '../survey/characters.ts';
import { bits, endOf, has, startOf, type Words } from './words.ts';

/**
 * The endings of family names that other capitalised words rarely have: Slavic, Scandinavian, Finnish, Greek, Georgian,
 * Turkish, Spanish, Italian, Romanian and German ones, folded.
 */
const endings =
  `ov ev ova eva ovic evic ovich evich sky ski ska skaya skiy cki cka enko chuk czuk czyk czak wicz
    vich shvili adze idze poulos poulou akis idis iadis oglu sson dottir nsen rsen lsen tsen dsen ksen
    inen quist qvist strom mann ez escu eanu elli etti ucci ов ова ев ева ский ская енко чук ски ска`.split(
    /\s+/,
  );
const ending = new RegExp(`(?:${endings.join('|')})$`);
/** What of a word tells how it ends; most words end with another letter, and are dealt with by one look. */
const longestEnding = Math.max(...endings.map(({ length }) => length));
const lastLetters = new Set(endings.map((one) => one.slice(-1)));
const shortest = 6;
/** The same for words with marks, which are rarely ordinary words of English. */
const marked = /(?:ić|ič|ová|ský|ská|cký|cká|ův|ñez|gård|strøm|ström)$/u;
const markedSon = /(?:son|sen|berg)$/;
const longest = 30;

const known = bits('surname');
const common = bits('common', 'month', 'weekday', 'country', 'city', 'nationality', 'company');

const nonAscii = /[^\0-\x7f]/;

/** Whether a word ends like a family name, whatever its case. */
export const hasSurnameEnding = (value: string): boolean => {
  if (value.length < shortest || value.length > longest) return false;
  const lower = value.toLowerCase();
  const isMarked = nonAscii.test(lower);
  const end = fold(lower.slice(-longestEnding));
  if (lastLetters.has(end.slice(-1)) && ending.test(end)) return true;
  return isMarked && (marked.test(lower) || markedSon.test(lower));
};

/** Whether a word is a family name by the lexicon or by its ending, and is not known as something else. */
export const isSurname = (text: string, words: Words, word: number): boolean => {
  if (has(words, word, common)) return false;
  if (has(words, word, known)) return true;
  return hasSurnameEnding(text.slice(startOf(words, word), endOf(words, word)));
};
