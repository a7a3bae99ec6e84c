import { units } from '../figures/units.ts';
import { fold } from '../words/fold.ts';
import { stem } from '../words/stem.ts';
import { amountMeasure, type Measure, measureOf, numberMeasure } from './measures.ts';

/** The kind of answer that a question asks for. */
export type ExpectedAnswer =
  | { readonly kind: 'time'; readonly past: boolean }
  | { readonly kind: 'quantity'; readonly measure: Measure }
  | { readonly kind: 'frequency' | 'person' | 'place' | 'reason' | 'definition' | 'open' };

const auxiliaries = new Set(
  'is are was were be been do does did has have had can could will would shall should may might must'.split(
    ' ',
  ),
);
const past = new Set(['was', 'were', 'did', 'had']);
const timeNouns = new Set('year date day month week weekday time hour century decade'.split(' '));
const timeStems: ReadonlySet<string> = new Set([...timeNouns].map(stem));
const personNouns = new Set([
  'person',
  'people',
  'man',
  'woman',
  'author',
  'engineer',
  'scientist',
  'president',
]);
const placeNouns = new Set(['place', 'city', 'town', 'country', 'location']);

/** The kind of answer that a term asks for by itself: a time for `year`, a length for `long` and `length`. */
export const expectedByTerm = (term: string): ExpectedAnswer | undefined => {
  if (timeStems.has(term)) return { kind: 'time', past: true };
  const measure = measureOf(term);
  return measure === undefined ? undefined : { kind: 'quantity', measure };
};

const ofNoun = (nouns: readonly string[], isPast: boolean): ExpectedAnswer | undefined => {
  if (nouns.some((noun) => timeNouns.has(noun))) return { kind: 'time', past: isPast };
  if (nouns.some((noun) => personNouns.has(noun))) return { kind: 'person' };
  if (nouns.some((noun) => placeNouns.has(noun))) return { kind: 'place' };
  const measure = nouns.map((noun) => measureOf(stem(noun))).find((found) => found !== undefined);
  return measure === undefined ? undefined : { kind: 'quantity', measure };
};

/** The words between an interrogative and the auxiliary that ends its noun phrase: `at what wind speed is ...`. */
const nounPhrase = (after: readonly string[]): readonly string[] => {
  const end = after.findIndex((word) => auxiliaries.has(word));
  return after.slice(0, Math.min(end === -1 ? 2 : end, 4));
};

/** `What is the reflex gateway?`: a verb to be and a noun phrase of a few words, nothing else. */
const isDefinition = (after: readonly string[]): boolean =>
  /^(?:is|are|was|were)$/.test(after[0] ?? '') &&
  after.length <= 6 &&
  !after.slice(1).some((word) => /^(?:of|in|on|for|when|if|after|by|with|to|from|at|than)$/.test(word));

const ofWhat = (after: readonly string[], isPast: boolean): ExpectedAnswer => {
  const asked = ofNoun(nounPhrase(after), isPast);
  if (asked !== undefined) return asked;
  const of = after.indexOf('of');
  const named = /^(?:is|are|was|were)$/.test(after[0] ?? '')
    ? after.slice(1, of === -1 ? 4 : Math.min(of, 5))
    : [];
  const cost = after.at(-1) === 'cost' || after.includes('cost') ? ['cost'] : [];
  return ofNoun([...named, ...cost], isPast) ?? { kind: isDefinition(after) ? 'definition' : 'open' };
};

const lasting = /^(?:take|last|wait|keep|kept|retain|live|run|remain|stay|store|valid)/;

/** `how many days` counts a unit, `how many boats` anything without one, and `how many metres high` is how high. */
const ofMany = ([noun = '', adjective = '']: readonly string[]): ExpectedAnswer => {
  const unit = units.get(noun);
  const measured = unit === undefined ? undefined : measureOf(stem(adjective));
  if (unit !== undefined && measured?.dimensions.includes(unit.dimension) === true)
    return {
      kind: 'quantity',
      measure: { ...measured, dimensions: [unit.dimension], implied: unit.dimension !== 'length' },
    };
  const dimensions = unit === undefined ? [] : [unit.dimension];
  return { kind: 'quantity', measure: { ...numberMeasure, dimensions } };
};

/** `how much does it weigh` is about weight, `how much diesel` about any amount. */
const ofMuch = (after: readonly string[]): ExpectedAnswer => {
  const named = after.map((word) => measureOf(stem(word))).find((measure) => measure?.implied === true);
  return { kind: 'quantity', measure: named ?? amountMeasure };
};

const ofHow = (after: readonly string[]): ExpectedAnswer => {
  const [next = ''] = after;
  if (next === 'often' || next === 'frequently' || next === 'regularly') return { kind: 'frequency' };
  if (next === 'many') return ofMany(after.slice(1));
  if (next === 'much') return ofMuch(after.slice(1));
  const measure = auxiliaries.has(next) ? undefined : measureOf(stem(next));
  if (measure === undefined) return { kind: 'open' };
  if (measure.name === 'length' && after.some((word) => lasting.test(word)))
    return ofNoun(['duration'], false) ?? { kind: 'open' };
  return { kind: 'quantity', measure };
};

/** What the first interrogative of a question asks for. A text without one asks for nothing in particular. */
export const expectedAnswer = (words: readonly string[]): ExpectedAnswer => {
  const folded = words.map(fold);
  const at = folded.findIndex((word) => /^(?:when|who|whom|whose|where|why|how|what|which)$/.test(word));
  const after = folded.slice(at + 1);
  const isPast = past.has(after.find((word) => auxiliaries.has(word)) ?? '');
  switch (folded[at] ?? '') {
    case 'when':
      return { kind: 'time', past: isPast };
    case 'who':
    case 'whom':
    case 'whose':
      return { kind: 'person' };
    case 'where':
      return { kind: 'place' };
    case 'why':
      return { kind: 'reason' };
    case 'how':
      return ofHow(after);
    case 'what':
    case 'which':
      return ofWhat(after, isPast);
    default:
      return { kind: 'open' };
  }
};
