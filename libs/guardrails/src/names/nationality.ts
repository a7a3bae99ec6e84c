import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { bits, endOf, has, startOf, step } from './words.ts';

const nationality = bits('nationality');
const capital = bits('capital');
const name = bits('given', 'surname');
/** In small letters these are ordinary words. */
const ambiguous = new Set([
  'polish',
  'republican',
  'democrat',
  'roma',
  'sami',
  'christian',
  'catholic',
  'swazi',
  'basque',
]);

/** Nationalities, peoples and religions of people. */
export const nationalities: Detector = {
  check: 'pii',
  type: 'nationality',
  severity: 'low',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { words } = survey;
    const spans: Span[] = [];
    if ((survey.roles & nationality) === 0) return spans;
    for (let word = 0; word < words.length; word += step) {
      if (!has(words, word, nationality)) continue;
      const [start, end] = [startOf(words, word), endOf(words, word)];
      const isSmall = !has(words, word, capital);
      if (isSmall ? ambiguous.has(text.slice(start, end)) : has(words, word, name)) continue;
      spans.push({ start, end });
    }
    return spans;
  },
};
