import { rolesOf } from '../lexicon/lexicon.ts';
import { endOfMatch } from '../spans.ts';
import { fold } from '../survey/characters.ts';
import { hashOf } from '../survey/hash.ts';
import { bits } from './words.ts';

const place = bits('country', 'city', 'longPlace');
const common = bits('common');
const street = bits('street');

/** A line break, a comma or a space between two parts of an address; never an empty line. */
const separator = /(?:,? ?\n,? ?|, ?| )/y;
/** An empty line is passed only before a country. */
const emptyLine = /\n\n ?/y;
const unit =
  /(?:suite|ste|apt|apartment|unit|floor|room|flat|box|building|bldg|leil|lgh)\.? ?(?:no\.? ?|# ?)?\d{1,5}[a-z]?(?!\w)|#\d{1,5}(?!\w)/iy;
/** Postal codes by their form, with the abbreviation of a state or a military post office before them. */
const code =
  /(?:(?:[ADF]PO )?[A-Z]{2,3},?[ \n] ?)?(?:\d{4,6}(?:-\d{3,4})?(?: [A-Z]{2}(?![A-Z]))?|\d{3} \d{2}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)(?!\w)/y;
/** Up to four capitalised words, with short ones in small letters between them. */
const name =
  /\p{Lu}[\p{L}'\u2019-]*(?:(?:(?<=\bSte?)\. | | (?:de|del|la|le|of|am|an der|upon|and) )\p{Lu}[\p{L}'\u2019-]*){0,3}(?: \([\p{L} ]{2,30}\))?/uy;
const most = 6;

/** Ordinary words that are a part of the names of places. */
const partOfPlace =
  /^(?:north|south|east|west|new|old|upper|lower|great|little|city|bay|beach|royal|saint|santa|san)$/;

/** Where a place ends that capitalised words name: before an ordinary word that goes on with the sentence. */
const placeIn = (
  text: string,
  start: number,
  end: number,
): { readonly close: number; readonly isKnown: boolean } => {
  let close = start;
  let isKnown = false;
  for (const { index, 0: word } of text.slice(start, end).matchAll(/\p{L}+/gu)) {
    const folded = fold(word);
    const role = rolesOf(hashOf(folded));
    if ((role & common) !== 0 && (role & (place | street)) === 0 && !partOfPlace.test(folded))
      return { close, isKnown };
    isKnown ||= (role & place) !== 0;
    close = start + index + word.length;
  }
  return { close: end, isKnown };
};

/**
 * Where an address ends that has a street and ends at an offset at least: units, city, state, postal code and country
 * behind it are a part of it. A place that is not known belongs to it when something that is known follows.
 */
export const extendedEnd = (text: string, street: number): number => {
  let end = street;
  let cursor = street;
  let afterUnit = false;
  for (let part = 0; part < most; part += 1) {
    const pointed = endOfMatch(text, separator, text.charAt(cursor) === '.' ? cursor + 1 : cursor);
    const numbered = pointed < 0 ? -1 : endOfMatch(text, unit, pointed);
    if (numbered > 0) {
      end = numbered;
      cursor = numbered;
      afterUnit = true;
      continue;
    }
    let start = endOfMatch(text, separator, cursor);
    const coded = start < 0 ? -1 : endOfMatch(text, code, start);
    if (coded > 0) {
      end = coded;
      cursor = coded;
      continue;
    }
    const empty = endOfMatch(text, emptyLine, cursor);
    if (empty > 0) start = empty;
    const next = start < 0 ? -1 : endOfMatch(text, name, start);
    if (next < 0) break;
    const { close, isKnown } = placeIn(text, start, next);
    if (close === start || (!isKnown && empty > 0)) break;
    if (isKnown || (afterUnit && start === cursor + 1 && text.charAt(cursor) === ' ')) end = close;
    cursor = close;
  }
  return end;
};
