import { stopWords } from '@octollm/text';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/**
 * Words that a question can gain or lose and still be the same. All other stop words decide: `before`, `from`, `who`, `not`,
 * `was` and `his` stand for different answers, and many embeddings do not see them.
 */
const fillers = set(`
a about also am an and any are at be can could do does doing for have how i id im in into is it its ive just let like me
of on please so some such tell that the there these this those thus to us very what which with would you youre`);

/** Words that are near each other in most embeddings and mean opposite or different things. */
const opposites = set(`
add remove delete insert increase decrease raise lower enable disable allow deny block start stop open close begin end
finish first last next previous min max minimum maximum least most less more fewer high low higher lower highest lowest
large small larger smaller largest smallest big little biggest long short longer shorter longest shortest tall tallest
fast slow faster slower fastest slowest best worst better worse good bad old new older newer oldest newest early late
earlier later earliest latest left right north south east west buy sell import export send receive win lose gain loss
push pull true false male female husband wife mother father son daughter brother sister king queen read write
encode decode encrypt decrypt lock unlock install uninstall connect disconnect upload download accept reject
positive negative positively negatively legal illegal safe unsafe possible impossible even odd day night morning evening
today yesterday tomorrow now monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december plus minus times divided half double twice thrice once
never none nobody nothing cannot hardly
nicht kein keine keinen keiner nie niemals ohne ne pas jamais sans aucun aucune nunca sin ningun ninguna non mai senza nao
sem niet geen nooit zonder vor nach avant apres antes despues dopo prima`);

/** Numbers in words: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const numberWords = set(`
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen second
third fourth fifth sixth seventh eighth ninth tenth quarter
null eins ein eine zwei drei vier funf sechs sieben acht neun zehn elf zwolf hundert tausend erste zweite dritte
un une deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent mille premier deuxieme
uno una dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien ciento mil primero segundo
due tre quattro cinque sei sette otto nove dieci undici dodici venti cento
um uma dois duas quatro sete oito nove dez vinte cem
een twee drie vijf zes zeven acht negen tien twaalf honderd duizend`);

/** Words that open a question and are written large there. */
const openers = set(`
give explain describe show list write find name summarize summarise define compare calculate compute convert
translate help say state identify provide suggest recommend create generate make need want know wondering looking
hi hello hey thanks thank ok okay yes dear sorry quick question`);

export type WordKind = 'decisive' | 'filler' | 'content';

/** @param folded - in lower case, without accents and apostrophes */
export const kindOfWord = (folded: string): WordKind => {
  if (fillers.has(folded)) return 'filler';
  return stopWords.has(folded) || opposites.has(folded) || numberWords.has(folded) ? 'decisive' : 'content';
};

/** Whether a word at the start of a sentence is written large for that alone. */
export const opensSentence = (folded: string): boolean =>
  stopWords.has(folded) || fillers.has(folded) || openers.has(folded);

/** `isnt`, `dont` and `cannot` say `not`. */
export const withoutContraction = (folded: string): string =>
  folded === 'cannot' || (folded.endsWith('nt') && stopWords.has(folded)) ? 'not' : folded;
