import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { endOfPartners } from './partners.ts';
import { bits, continues, endOf, has, startOf, step, type Words } from './words.ts';

const company = bits('company');
const capital = bits('capital');
const other = bits('month', 'weekday', 'title');
const common = bits('common');
const most = 4;

/** Where the capitalised words begin that lead to the ending of a company's name. */
const firstOf = (text: string, words: Words, ending: number): number => {
  let first = ending;
  for (let count = 0; count < most && first >= step; count += 1) {
    const before = first - step;
    if (!has(words, before, capital) || has(words, before, other)) break;
    const isJoined =
      continues(text, words, before) || text.slice(endOf(words, before), startOf(words, first)) === ', ';
    if (!isJoined) break;
    first = before;
  }
  // An ordinary word that begins a sentence is none of the name: "The Acme Corporation".
  while (
    first < ending &&
    /^(?:The|A|An|At|In|For|From|With|Our|My|Your)$/.test(
      text.slice(startOf(words, first), endOf(words, first)),
    )
  )
    first += step;
  return first;
};

/** Organisations that their ending gives away, such as Inc and GmbH, and firms named after their partners. */
export const organization: Detector = {
  check: 'pii',
  type: 'organization',
  severity: 'low',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { words } = survey;
    const spans: Span[] = [];
    for (let word = 0; word < words.length; word += step) {
      if (!has(words, word, capital)) continue;
      const partnersEnd = endOfPartners(text, words, word);
      if (partnersEnd > 0) spans.push({ start: startOf(words, word), end: partnersEnd });
      if (!has(words, word, company)) continue;
      const first = firstOf(text, words, word);
      if (first === word || (has(words, first, common) && first + step === word)) continue;
      const end = endOf(words, word);
      spans.push({ start: startOf(words, first), end });
    }
    return spans;
  },
};
