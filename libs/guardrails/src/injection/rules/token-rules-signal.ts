import type { Severity } from '@octollm/contracts';
import { injectionClasses } from '../injection-class.ts';
import type { InjectionSighting, InjectionSignal, Reading } from '../injection-signal.ts';
import { isPossible, matchSequence, parseSequence, type Sequence } from '../tokens/sequence.ts';
import { maskOf } from '../tokens/token.ts';
import { contentRules } from './content-rules.ts';
import { extractionRules } from './extraction-rules.ts';
import { overrideRules } from './override-rules.ts';
import { personaRules } from './persona-rules.ts';
import { isReported } from './reported.ts';
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

const severityOf = (
  { injectionClass, severity, reported }: TokenRule,
  { tokens }: Reading,
  from: number,
  to: number,
): Severity =>
  reported !== undefined && isReported(tokens, from, to)
    ? reported
    : (severity ?? injectionClasses[injectionClass]);

const sightingOf = (rule: TokenRule, reading: Reading, from: number, to: number): InjectionSighting => ({
  start: reading.tokens[from]?.start ?? 0,
  end: reading.tokens[to]?.end ?? 0,
  rule: rule.id,
  injectionClass: rule.injectionClass,
  severity: severityOf(rule, reading, from, to),
  confidence: rule.confidence,
  explanation: rule.explanation,
  bits: reading.tokens.slice(from, to + 1).reduce((bits, token) => bits | token.bits, 0),
});

/** The sequences by the concept that they begin with, and these concepts as bits. */
interface Candidates {
  readonly entries: readonly (readonly Entry[] | undefined)[];
  readonly mask: number;
}

/** The sequences that a reading can hold: most texts lack a word of most rules. */
const candidatesFor = ({ tokens, origin }: Reading): Candidates => {
  const present = new Uint8Array(vocabulary.size);
  const held: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.mask === 0) continue;
    for (let index = 0; index < token.concepts.length; index += 1) {
      const concept = token.concepts[index] ?? 0;
      if (present[concept] === 0) held.push(concept);
      present[concept] = 1;
    }
  }
  const entries: (readonly Entry[] | undefined)[] = [];
  let mask = 0;
  for (const concept of held) {
    const possible = byFirst[concept]?.filter(
      ({ rule, sequence }) =>
        (rule.origin === undefined || rule.origin === origin) && isPossible(sequence, present),
    );
    if (possible === undefined || possible.length === 0) continue;
    entries[concept] = possible;
    mask |= maskOf([concept]);
  }
  return { entries, mask };
};

/** The rules over words: which words follow each other, with how many others between. */
export const tokenRulesSignal: InjectionSignal = {
  *examine(reading) {
    const { tokens } = reading;
    const { entries, mask } = candidatesFor(reading);
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token === undefined || (token.mask & mask) === 0) continue;
      for (const concept of token.concepts)
        for (const { rule, sequence } of entries[concept] ?? []) {
          const last = matchSequence(tokens, at, sequence);
          if (last !== undefined) yield sightingOf(rule, reading, at, last);
        }
    }
  },
};
