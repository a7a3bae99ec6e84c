import type { Span } from '../detector.ts';
import { foldText } from '../injection/normalise/fold.ts';
import { aspects, type Concept, harmless, topics } from './concepts.ts';
import { wordPattern } from './word-pattern.ts';

const wordsOf = (text: string): readonly string[] =>
  text.split('|').map((word) => foldText(word.trim().replaceAll(/\s+/g, ' ')));

const concepts = Object.entries({ ...topics, ...aspects }).map(([name, text], index) => ({
  name,
  bit: 1 << index,
  words: wordsOf(text),
}));
const patterns = concepts.map(({ bit, words }) => ({ bit, pattern: new RegExp(`^${wordPattern(words)}$`) }));
const topicNames: ReadonlySet<string> = new Set(Object.keys(topics));

const topicWords = concepts.filter(({ name }) => topicNames.has(name)).flatMap(({ words }) => words);
const allWords = [...concepts.flatMap(({ words }) => words), ...wordsOf(harmless)];
const endOfSentence = String.raw`[.!?;\u3002\uff01\uff1f](?=\s|$)|[\u3002\uff01]|\n\s{0,8}\n`;

const anyTopic = new RegExp(wordPattern(topicWords), 'g');
const anyWord = new RegExp(`${endOfSentence}|${wordPattern(allWords)}`, 'g');

/** The bit of a concept. */
export const conceptBit = (concept: Concept): number =>
  concepts.find(({ name }) => name === concept)?.bit ?? 0;

/** A word of a folded text, the bits of what it means, and the number of the sentence that it stands in. */
export interface Hit extends Span {
  readonly bits: number;
  readonly sentence: number;
}

/** How far from a topic other words are looked for: more than any rule's reach and the longest phrase. */
const around = 128;

/** The parts of a text around the words of topics. Most texts have none, and are done with. */
const partsAroundTopics = (text: string): readonly Span[] => {
  const parts: { start: number; end: number }[] = [];
  // `matchAll` would copy the pattern, which takes longer than to look through a short text.
  anyTopic.lastIndex = 0;
  for (let match = anyTopic.exec(text); match !== null; match = anyTopic.exec(text)) {
    const { index, 0: word } = match;
    const last = parts.at(-1);
    const end = index + word.length + around;
    if (last === undefined || index - around > last.end)
      parts.push({ start: Math.max(0, index - around), end });
    else last.end = end;
  }
  return parts;
};

/** The words that rules know in the neighbourhood of topics of a folded text, in order. */
export const hitsIn = (text: string): readonly Hit[] => {
  const known = new Map<string, number>();
  const bitsOf = (word: string): number =>
    patterns.reduce((bits, { bit, pattern }) => (pattern.test(word) ? bits | bit : bits), 0);
  const hits: Hit[] = [];
  let sentence = 0;
  for (const { start: from, end: until } of partsAroundTopics(text)) {
    sentence += 1;
    anyWord.lastIndex = from;
    for (let match = anyWord.exec(text); match !== null && match.index < until; match = anyWord.exec(text)) {
      const { index: start, 0: word } = match;
      const bits = known.get(word) ?? bitsOf(word);
      known.set(word, bits);
      if (bits !== 0) hits.push({ start, end: start + word.length, bits, sentence });
      else if (/^[.!?;\n\u3002\uff01\uff1f]/.test(word)) sentence += 1;
    }
  }
  return hits;
};
