import { confidence } from '../confidence.ts';
import type { Detector, Sighting } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { isAnnouncedPlace } from './location.ts';
import { mentionsOf } from './mentions.ts';
import { isNameByItself, lastOf, namesSomethingElse } from './name-forms.ts';
import { announcedName } from './naming.ts';
import { endOfPartners } from './partners.ts';
import { endOfSmallSurname } from './small-name.ts';
import { bits, continues, endOf, has, isInitial, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const given = bits('given');
const surname = bits('surname');
const title = bits('title');
const common = bits('common');
/** What no part of a name is, unless it is a name as well. */
const other = bits('country', 'nationality', 'month', 'weekday', 'company', 'unit');
const honorific = /^(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|monsieur|madame|mme|signora?)$/i;
/** The shortest given name that is looked for in small letters. */
const shortestSmall = 4;

/** A name in small letters: announced or titled, or a given name with a family name behind it. */
const smallName = (text: string, words: Words, word: number, isTitled: boolean): Sighting | undefined => {
  const [start, end] = [startOf(words, word), endOf(words, word)];
  if (!has(words, word, given) || end - start < shortestSmall) return undefined;
  const family = endOfSmallSurname(text, end);
  const isPlain = !has(words, word, common);
  const announced = isTitled || (isPlain && announcedName(text, words, word, word));
  if (!announced && (family < 0 || !isPlain)) return undefined;
  return {
    start,
    end: Math.max(family, end),
    confidence: announced ? confidence.announced : confidence.shaped,
  };
};

const isHonorific = (text: string, words: Words, word: number): boolean =>
  honorific.test(text.slice(startOf(words, word), endOf(words, word)));

/**
 * Names of people: known given names and family names, capitalised, and what titles and phrases such as "my name is"
 * announce. In small letters only a given name that a family name follows, or a title goes before. The parts of a name
 * are found wherever they stand in the text.
 */
export const person: Detector = {
  check: 'pii',
  type: 'person',
  severity: 'medium',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { words } = survey;
    const sightings: Sighting[] = [];
    let from = 0;
    for (let word = 0; word < words.length; word += step) {
      if (startOf(words, word) < from) continue;
      const isTitled = has(words, word, title) && continues(text, words, word);
      const first = isTitled ? word + step : word;
      if (!has(words, first, capital)) {
        const small = smallName(text, words, first, isTitled);
        if (small !== undefined) {
          sightings.push(small);
          from = small.end;
        }
        continue;
      }
      from = Math.max(from, endOfPartners(text, words, word));
      if (startOf(words, first) < from) continue;
      if (has(words, first, other) && !has(words, first, given | surname)) continue;
      if (isInitial(words, first) && !continues(text, words, first)) continue;
      const last = lastOf(text, words, first);
      const isTitledName =
        isTitled && (first < last || !has(words, first, common) || isHonorific(text, words, word));
      const sure = isTitledName || announcedName(text, words, first, last);
      if (!sure) {
        if (!isNameByItself(text, words, first, last) || namesSomethingElse(text, words, last)) continue;
        if (isAnnouncedPlace(text, words, first)) continue;
      }
      const end = endOf(words, last);
      sightings.push({
        start: startOf(words, first),
        end,
        confidence: sure ? confidence.announced : confidence.shaped,
      });
      from = end;
    }
    return [...sightings, ...mentionsOf(text, words, sightings)];
  },
};
