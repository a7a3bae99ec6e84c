import { injectionClasses } from '../injection-class.ts';
import type { InjectionSighting, InjectionSignal, Reading } from '../injection-signal.ts';
import { isPossible, matchSequence, parseSequence, type Sequence } from '../tokens/sequence.ts';
import { Vocabulary } from '../tokens/vocabulary.ts';
import { concepts } from './concepts.ts';
import { contentRules } from './content-rules.ts';
import { extractionRules } from './extraction-rules.ts';
import { overrideRules } from './override-rules.ts';
import { personaRules } from './persona-rules.ts';
import type { TokenRule } from './token-rule.ts';

/** Every rule over words. */
export const tokenRules: readonly TokenRule[] = [
  ...overrideRules,
  ...extractionRules,
  ...personaRules,
  ...contentRules,
];

/** The words of all rules. */
export const vocabulary = new Vocabulary();
for (const [name, words] of Object.entries(concepts))
  for (const word of words.split(/\s+/)) vocabulary.add(word, vocabulary.concept(name));

interface Entry {
  readonly rule: TokenRule;
  readonly sequence: Sequence;
}

/** The sequences by the concept that they begin with. */
const byFirst: Entry[][] = [];
for (const rule of tokenRules)
  for (const source of rule.sequences) {
    const sequence = parseSequence(source, vocabulary);
    for (const concept of sequence.first) (byFirst[concept] ??= []).push({ rule, sequence });
  }

const sightingOf = (rule: TokenRule, { tokens }: Reading, from: number, to: number): InjectionSighting => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to]?.end ?? 0,
  rule: rule.id,
  injectionClass: rule.injectionClass,
  severity: rule.severity ?? injectionClasses[rule.injectionClass],
  confidence: rule.confidence,
  explanation: rule.explanation,
  bits: tokens.slice(from, to + 1).reduce((bits, token) => bits | token.bits, 0),
});

const presentIn = ({ tokens }: Reading): readonly boolean[] => {
  const present: boolean[] = [];
  for (const { concepts: held } of tokens) for (const concept of held) present[concept] = true;
  return present;
};

/** The sequences by first concept that a reading can hold: most texts lack a word of most rules. */
const candidatesFor = (reading: Reading): readonly (readonly Entry[] | undefined)[] => {
  const present = presentIn(reading);
  return byFirst.map((entries, concept) =>
    present[concept] === true
      ? entries.filter(
          ({ rule, sequence }) =>
            (rule.origin === undefined || rule.origin === reading.origin) && isPossible(sequence, present),
        )
      : undefined,
  );
};

/** The rules over words: which words follow each other, with how many others between. */
export const tokenRulesSignal: InjectionSignal = {
  *examine(reading) {
    const candidates = candidatesFor(reading);
    for (const [at, token] of reading.tokens.entries())
      for (const concept of token.concepts)
        for (const { rule, sequence } of candidates[concept] ?? []) {
          const last = matchSequence(reading.tokens, at, sequence);
          if (last !== undefined) yield sightingOf(rule, reading, at, last);
        }
  },
};
