import { allUnits } from './unit-phrases.ts';
import type { Unit } from './units.ts';

/** A unit in a text, and where it ends. */
export interface FoundUnit {
  readonly unit: Unit;
  readonly end: number;
}

/** The longest spelling has so many words. */
const mostWords = 3;
const word = /^[ \u00a0-]?([\p{L}°%²³μ][\p{L}°%²³μ\d]*)/u;
/** Units that are written with a slash (`km/h`); any other slash begins a rate. */
const slashed = /^[ \u00a0]?(km\/h|m\/s)(?![\p{L}\p{N}_])/iu;

/** The longest unit that is written at an offset, after a space, a hyphen or nothing. */
export const unitAt = (text: string, start: number): FoundUnit | undefined => {
  const near = text.slice(start, start + 48);
  const slash = slashed.exec(near);
  const speed = allUnits.get(slash?.[1]?.toLowerCase() ?? '');
  if (slash !== null && speed !== undefined) return { unit: speed, end: start + slash[0].length };
  let found: FoundUnit | undefined;
  let [end, spelling] = [0, ''];
  for (let count = 0; count < mostWords; count += 1) {
    const next = word.exec(near.slice(end));
    if (next === null) break;
    spelling += `${count === 0 ? '' : next[0].startsWith('-') ? '-' : ' '}${(next[1] ?? '').toLowerCase()}`;
    end += next[0].length;
    const unit = allUnits.get(spelling);
    const isWhole = !/^[\p{L}\p{N}_]/u.test(near.slice(end));
    if (unit !== undefined && isWhole) found = { unit, end: start + end };
  }
  return found;
};

const perWord = /^(?:[ \u00a0]+(?:per|an?|each|every)(?=[ \u00a0])|\/)/i;
const counted = /^[ \u00a0]\p{Ll}[\p{L}-]{2,30}(?=[ \u00a0](?:per|an?|each|every)[ \u00a0])/u;

/** The unit of a rate at an offset: `per second`, `a year`, `/s`. */
export const rateAt = (text: string, start: number): FoundUnit | undefined => {
  const per = perWord.exec(text.slice(start, start + 16));
  return per === null ? undefined : unitAt(text, start + per[0].length);
};

/** The unit of a rate behind the word for what is counted: the minute of `600 requests per minute`. */
export const rateAfterNoun = (text: string, start: number): FoundUnit | undefined => {
  const noun = counted.exec(text.slice(start, start + 48));
  return noun === null ? undefined : rateAt(text, start + noun[0].length);
};
