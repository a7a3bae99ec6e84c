import { confidence } from '../confidence.ts';
import type { Sighting } from '../detector.ts';
import { bits, endOf, has, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const other = bits('country', 'city', 'nationality', 'month', 'weekday', 'company', 'particle');
const common = bits('common');
const shortest = 3;

/**
 * The parts of names that stand alone elsewhere in a text: who is once named in full is often named in short. Only
 * names of several words are followed.
 */
export const mentionsOf = (text: string, words: Words, names: readonly Sighting[]): readonly Sighting[] => {
  const parts = new Set<string>();
  for (const { start, end } of names) {
    const pieces = text.slice(start, end).split(/[ \u00a0.]+/);
    if (pieces.length > 1) for (const piece of pieces) if (piece.length >= shortest) parts.add(piece);
  }
  const mentions: Sighting[] = [];
  if (parts.size === 0) return mentions;
  let name = 0;
  for (let word = 0; word < words.length; word += step) {
    const [start, end] = [startOf(words, word), endOf(words, word)];
    while (name < names.length && (names[name]?.end ?? 0) <= start) name += 1;
    if ((names[name]?.start ?? text.length) < end || !has(words, word, capital) || has(words, word, other))
      continue;
    if (has(words, word, common) || !parts.has(text.slice(start, end))) continue;
    mentions.push({ start, end, confidence: confidence.shaped });
  }
  return mentions;
};
