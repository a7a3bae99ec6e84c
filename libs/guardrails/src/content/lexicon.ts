import type { Span } from '../detector.ts';
import { foldText } from '../injection/normalise/fold-text.ts';
import { endOfMatch } from '../spans.ts';
import { aspects, type Concept, harmless, topics } from './concepts.ts';
import { WordBeginnings } from './word-beginnings.ts';
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

const topicBeginnings = new WordBeginnings(topicWords);
const anyTopic = new RegExp(wordPattern(topicWords), 'y');
const anyWord = new RegExp(`${endOfSentence}|${wordPattern(allWords)}`, 'y');
const wordBeginnings = new WordBeginnings(allWords, '.!?;\n\u3002\uff01\uff1f');

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
  for (let at = topicBeginnings.next(text, 0); at >= 0; ) {
    const close = endOfMatch(text, anyTopic, at);
    if (close > 0) {
      const last = parts.at(-1);
      const end = close + around;
      if (last === undefined || at - around > last.end) parts.push({ start: Math.max(0, at - around), end });
      else last.end = end;
    }
    at = topicBeginnings.next(text, Math.max(close, at + 1));
  }
  return parts;
};

const meaningOf = (word: string): number =>
  patterns.reduce((bits, { bit, pattern }) => (pattern.test(word) ? bits | bit : bits), 0);

/** The bits of the words as the lists have them, worked out when they are met. The keys are never parts of texts. */
const meanings = new Map<string, number | undefined>(allWords.map((word) => [word, undefined]));

/** Words with other endings and in leetspeak are remembered for one text: there is no end of them. */
const meaningIn = (word: string, ofText: Map<string, number | undefined>): number => {
  const kept = meanings.has(word) ? meanings : ofText;
  const bits = kept.get(word) ?? meaningOf(word);
  kept.set(word, bits);
  return bits;
};

/** The words that rules know in the neighbourhood of topics of a folded text, in order. */
export const hitsIn = (text: string): readonly Hit[] => {
  const ofText = new Map<string, number | undefined>();
  const hits: Hit[] = [];
  let sentence = 0;
  for (const { start: from, end: until } of partsAroundTopics(text)) {
    sentence += 1;
    for (let at = wordBeginnings.next(text, from); at >= 0 && at < until; ) {
      const end = endOfMatch(text, anyWord, at);
      if (end < 0) {
        at = wordBeginnings.next(text, at + 1);
        continue;
      }
      const word = text.slice(at, end);
      const bits = meaningIn(word, ofText);
      if (bits !== 0) hits.push({ start: at, end, bits, sentence });
      else if (/^[.!?;\n\u3002\uff01\uff1f]/.test(word)) sentence += 1;
      at = wordBeginnings.next(text, end);
    }
  }
  return hits;
};
