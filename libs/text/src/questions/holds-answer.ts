import { type Figure, figures } from '../figures/figures.ts';
import type { Dimension } from '../figures/units.ts';
import { fold } from '../words/fold.ts';
import { stem } from '../words/stem.ts';
import { wordTerms } from '../words/terms.ts';
import { words } from '../words/words.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { type Measure, measures } from './measures.ts';

const time =
  /\b(?:1\d{3}|20\d{2}|21\d{2})\b|\b(?:january|february|march|april|may \d|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|century|yesterday|today|tomorrow)\b|\b\d{1,2}:\d{2}\b|\b\d{1,2} ?[ap]\.?m\b/i;
const condition =
  /\b(?:when|whenever|if|once|after|before|until|while|during|unless|as soon as|at night|midnight|noon)\b/i;
const frequency =
  /\b(?:every|each|hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|annual|once|twice|times|per|always|never|continuously)\b|\ban? (?:second|minute|hour|day|week|month|quarter|year)\b/i;
const reason =
  /\b(?:because|since|so that|so as|due to|therefore|thus|in order|otherwise|as a result|to avoid|prevents?|lest)\b|, so (?!far\b)/i;
const place =
  /\b(?:in|at|on|near|between|beside|under|over|inside|outside|north|south|east|west|into|across)\b/i;

/** A short subject and then what it is. */
const definition =
  /^(?:\S+\s+){0,7}?\S*(?:\b(?:is|are|was|were|means?|refers to|stands for|consists? of)\b|[:–—])/i;

/** What a figure measures; metres per second are a speed and no length. */
const dimensionOf = ({ unit, per }: Figure): Dimension | undefined =>
  unit?.dimension === 'length' && per?.dimension === 'duration' ? 'speed' : unit?.dimension;

/** `180 days` counts days and nothing else. */
const fits = (figure: Figure, { name, dimensions }: Measure): boolean => {
  const dimension = dimensionOf(figure);
  if (name === 'number' && dimensions.length === 0) return dimension === undefined;
  if (dimensions.length === 0 || (dimension !== undefined && dimensions.includes(dimension))) return true;
  // A text that does not say which pounds it means may well mean money.
  return dimensions.includes('money') && /pounds?$/i.test(figure.text);
};

/** A figure of the right dimension, said to be this measure and not another one of the same dimension. */
const holdsQuantity = (measure: Measure, text: string): boolean => {
  if (!figures(text).some((figure) => fits(figure, measure))) return false;
  const said = words(text).map((word) => stem(fold(word.text)));
  if (said.some((term) => measure.stems.has(term))) return true;
  const saysOther = measures.some(
    (other) =>
      other !== measure &&
      other.dimensions.some((dimension) => measure.dimensions.includes(dimension)) &&
      said.some((term) => other.stems.has(term)),
  );
  return measure.implied && !saysOther;
};

const beForm = /\b(?:is|are|was|were|be|been|being)\b/i;
const agent = /\bby (?:the|an?|its|our|their|two|three)\b/i;

/**
 * Somebody who does something: a name other than the known ones that does not merely begin the sentence, whoever
 * something is done by, or the subject of an active clause.
 */
const holdsPerson = (text: string, known: ReadonlySet<string>): boolean =>
  agent.test(text) ||
  !beForm.test(text) ||
  words(text).some(
    (word, index) =>
      index > 0 && /^\p{Lu}/u.test(word.text) && !wordTerms(word.text).some((term) => known.has(term)),
  );

const none: ReadonlySet<string> = new Set();

/**
 * Whether a sentence holds something of the kind that was asked for. Nothing in particular is held by every sentence.
 *
 * @param known terms of the question: its own names do not answer who it was
 */
export const holdsAnswer = (
  expected: ExpectedAnswer,
  text: string,
  known: ReadonlySet<string> = none,
): boolean => {
  switch (expected.kind) {
    case 'time':
      return time.test(text) || (!expected.past && (condition.test(text) || frequency.test(text)));
    case 'quantity':
      return holdsQuantity(expected.measure, text);
    case 'frequency':
      return frequency.test(text);
    case 'person':
      return holdsPerson(text, known);
    case 'place':
      return place.test(text);
    case 'reason':
      return reason.test(text);
    case 'definition':
      return definition.test(text);
    case 'open':
      return true;
  }
};
