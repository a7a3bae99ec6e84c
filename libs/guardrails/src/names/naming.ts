import { isSurname } from './surname.ts';
import { bits, endOf, has, isJustBefore, startOf, step, type Words } from './words.ts';

const naming = bits('naming');
const given = bits('given');
const name = bits('given', 'surname');
const common = bits('common');
const capital = bits('capital');
const known = bits('country', 'city', 'nationality', 'month', 'weekday', 'company');

/** Phrases after which a word is a name. */
const strong =
  /(?:\b(?:my|your|his|her|their|partner's|maiden|first|last|full|middle|family|the) names? (?:is|was|are)|\bname(?:\s?[:?]|,| is)|\bnamed (?:him|her|it|them)|\bcall(?:ed|s)? (?:me|him|her)|\bmy name(?:'|\u2019)s|\b(?:nombre es|me llamo|je m(?:'|\u2019)appelle|mi chiamo|ich hei(?:ß|ss)e|mein name ist|jeg heter|jag heter|jeg hedder|mijn naam is|meu nome é|me chamo))\s*$/iu;
/** Phrases after which a capitalised word is one, unless it is an ordinary word. */
const middling =
  /(?:\bnamed|\bdear|\b(?:said|asked|replied|whispered|shouted)|\b(?:regards|sincerely|cheers|thanks|wishes|yours|truly|attn|attention)\s?[,:]?)\s*$/iu;
/** Phrases after which two capitalised words are one, or one that is a name elsewhere. */
const weak =
  /(?:\bi(?:'|\u2019)?m|\bi am|\bthis is|\bsigned|\bhi|\bhello|\bhey|\bby|\bwith|\bsaid|\bspoke to|\bspeak to|\bcontact|\b(?:customer|client|patient|employee|user|wife|husband|partner|son|daughter|brother|sister|mother|father|friend|colleague|boss|manager|assistant|nurse))[\s,:]*$/iu;
/** The longest phrase, in characters. */
const longest = 24;

/** Whether words before a possible name announce it. */
export const announcedName = (text: string, words: Words, first: number, last: number): boolean => {
  const before = first - step;
  const start = startOf(words, first);
  if (before < 0 || !has(words, before, naming) || !isJustBefore(words, before, start, 4)) return false;
  const isKnown = has(words, first, known) && first === last;
  const phrase = text.slice(Math.max(0, start - longest), start);
  const isPlain = !has(words, first, common);
  if (strong.test(phrase)) {
    const isOwn = has(words, first, name) || /\bmaiden name is $/i.test(phrase);
    return isOwn || (isPlain && !isKnown) || (last > first && isSurname(text, words, last));
  }
  if (!isPlain || isKnown || !has(words, first, capital)) return false;
  if (middling.test(phrase)) return true;
  return weak.test(phrase) && (last > first ? endOf(words, last) - start > 4 : has(words, first, given));
};
