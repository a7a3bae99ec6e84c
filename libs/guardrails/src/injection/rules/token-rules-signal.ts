import { injectionClasses } from '../injection-class.ts';
import type { InjectionSighting, InjectionSignal, Reading } from '../injection-signal.ts';
import { isPossible, matchSequence, parseSequence, type Sequence } from '../tokens/sequence.ts';
import { contentRules } from './content-rules.ts';
import { extractionRules } from './extraction-rules.ts';
import { overrideRules } from './override-rules.ts';
import { personaRules } from './persona-rules.ts';
import type { TokenRule } from './token-rule.ts';
import { vocabulary } from './vocabulary.ts';

/** Every rule over words. */
export const tokenRules: readonly TokenRule[] = [
  ...overrideRules,
  ...extractionRules,
  ...personaRules,
  ...contentRules,
];

/** The words of the rules, with those that sequences hold besides concepts. */
export { vocabulary } from './vocabulary.ts';

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

/** The sequences by first concept that a reading can hold: most texts lack a word of most rules. */
const candidatesFor = ({ tokens, origin }: Reading): readonly (readonly Entry[] | undefined)[] => {
  const present = new Uint8Array(vocabulary.size);
  for (const { concepts: held } of tokens) for (const concept of held) present[concept] = 1;
  const candidates: (readonly Entry[] | undefined)[] = [];
  for (const [concept, isPresent] of present.entries())
    candidates.push(
      isPresent === 1
        ? byFirst[concept]?.filter(
            ({ rule, sequence }) =>
              (rule.origin === undefined || rule.origin === origin) && isPossible(sequence, present),
          )
        : undefined,
    );
  return candidates;
};

/** The rules over words: which words follow each other, with how many others between. */
export const tokenRulesSignal: InjectionSignal = {
  *examine(reading) {
    const { tokens } = reading;
    const candidates = candidatesFor(reading);
    for (let at = 0; at < tokens.length; at += 1)
      for (const concept of tokens[at]?.concepts ?? [])
        for (const { rule, sequence } of candidates[concept] ?? []) {
          const last = matchSequence(tokens, at, sequence);
          if (last !== undefined) yield sightingOf(rule, reading, at, last);
        }
  },
};
