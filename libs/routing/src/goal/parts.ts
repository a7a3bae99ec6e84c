import { cutAtWord, onOneLine, trimmed } from './words.ts';

const seam = /\? (?=\S)|[,;] and (?=(?:who|what|which|when|where|why|how|is|are|was|were|does|do|did)\b)/i;
const pointsBack =
  /\b(?:it|its|they|them|their|he|him|his|she|her|this|that|these|those|there|then|one|ones|former|latter|same|such|else)\b/i;
const fillers =
  /^(?:who|what|which|when|where|why|how|is|are|was|were|does|do|did|the|a|an|of|in|on|to|and|or|much|many|long|old|far)$/i;

const standsAlone = (part: string): boolean =>
  !pointsBack.test(part) && part.split(' ').filter((word) => !fillers.test(word)).length >= 2;

const maxParts = 4;

/**
 * The parts of a question that can be searched for on their own: each names what it asks about. A question with a
 * part that points back ("and when was it opened") is one part, because that part alone would find anything.
 */
export const partsOf = (goal: string): readonly string[] => {
  const text = onOneLine(goal);
  const parts = text
    .split(seam)
    .map(trimmed)
    .filter((part) => part !== '');
  return parts.length >= 2 && parts.length <= maxParts && parts.every(standsAlone)
    ? parts.map((part) => cutAtWord(part, 500))
    : [text];
};
