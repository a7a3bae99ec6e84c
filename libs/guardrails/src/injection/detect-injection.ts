import { Severity } from '@octollm/contracts';
import { classifierSignal } from './classifier/classifier-signal.ts';
import type { InjectionFinding } from './injection-finding.ts';
import type { InjectionSighting, InjectionSignal, Origin, Reading } from './injection-signal.ts';
import { type Decoding, decodingsOf } from './normalise/decoding.ts';
import { type DerivedText, originalText } from './normalise/derived-text.ts';
import { folded, withoutInvisible } from './normalise/fold.ts';
import { decodedLayers } from './normalise/layers.ts';
import { withWordsJoined } from './normalise/markup.ts';
import { textRulesSignal } from './rules/text-rules-signal.ts';
import { tokenRulesSignal } from './rules/token-rules-signal.ts';
import { vocabulary } from './rules/vocabulary.ts';
import { rotateTokens } from './tokens/rotate.ts';
import { tokenise } from './tokens/tokenise.ts';

/** The rules alone: what they find depends on nothing but the words of the attack. */
export const ruleSignals: readonly InjectionSignal[] = [tokenRulesSignal, textRulesSignal];

/** What is asked unless a caller says otherwise. */
export const injectionSignals: readonly InjectionSignal[] = [...ruleSignals, classifierSignal];

/** What a caller may choose. */
export interface InjectionOptions {
  /** Where the text comes from; `user` when it is left out. */
  readonly origin?: Origin;
  readonly signals?: readonly InjectionSignal[];
}

const readingsOf = ({ text }: DerivedText, origin: Origin): readonly Reading[] => {
  const tokens = tokenise(text, vocabulary);
  const plain: Reading = { text, tokens, origin, isRotated: false };
  const turned = rotateTokens(text, tokens, vocabulary);
  return turned === undefined ? [plain] : [plain, { text, tokens: turned, origin, isRotated: true }];
};

const sentence = (what: string, decodings: readonly Decoding[]): string =>
  `The text ${what}${decodings.length === 0 ? '' : `; read through ${decodings.join(', ')}`}.`;

const findingOf = (sighting: InjectionSighting, layer: DerivedText): InjectionFinding => {
  const { start, end, bits, explanation, isGeneral: _, evidence, ...rest } = sighting;
  const decodings = decodingsOf(bits | layer.bitsOf(start, end));
  return {
    ...rest,
    ...layer.originOf(start, end),
    explanation: sentence(explanation, decodings),
    decodings,
    ...(evidence === undefined
      ? {}
      : { evidence: evidence.map((part) => layer.originOf(part.start, part.end)) }),
  };
};

const isStronger = (a: InjectionFinding, b: InjectionFinding): boolean =>
  (Severity.options.indexOf(a.severity) - Severity.options.indexOf(b.severity) ||
    a.confidence - b.confidence) > 0;

/** One finding for each class and place: the most severe, then the surest, of those that share characters. */
const withoutRepetitions = (findings: readonly InjectionFinding[]): readonly InjectionFinding[] => {
  if (findings.length < 2) return findings;
  const kept: InjectionFinding[] = [];
  const lastOf = new Map<string, number>();
  for (const finding of findings.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const at = lastOf.get(finding.injectionClass);
    const last = at === undefined ? undefined : kept[at];
    if (at === undefined || last === undefined || finding.start >= last.end) {
      lastOf.set(finding.injectionClass, kept.length);
      kept.push(finding);
    } else if (isStronger(finding, last)) kept[at] = finding;
  }
  return kept;
};

const rankOf = ({ severity }: InjectionFinding): number => Severity.options.indexOf(severity);

/** What is found in general, where nothing in particular is found that is as severe, in the order of the text. */
const withGeneral = (
  particular: readonly InjectionFinding[],
  general: readonly InjectionFinding[],
): readonly InjectionFinding[] => {
  const more = general.filter(
    (one) =>
      !particular.some(
        (other) => other.start < one.end && other.end > one.start && rankOf(other) >= rankOf(one),
      ),
  );
  return more.length === 0
    ? particular
    : [...particular, ...more].toSorted((a, b) => a.start - b.start || a.end - b.end);
};

/**
 * The attempts in a text to take a model over, through what hides them: characters that look alike or show nothing,
 * leetspeak, layers of encodings. In the order of the text. No word in a text switches anything off, so a text that
 * quotes an attack is an attack.
 */
export const detectInjection = (
  text: string,
  { origin = 'user', signals = injectionSignals }: InjectionOptions = {},
): readonly InjectionFinding[] => {
  const particular: InjectionFinding[] = [];
  const general: InjectionFinding[] = [];
  for (const decoded of withWordsJoined(decodedLayers(withoutInvisible(originalText(text))))) {
    const layer = folded(decoded);
    for (const reading of readingsOf(layer, origin))
      for (const signal of signals)
        for (const sighting of signal.examine(reading))
          (sighting.isGeneral === true ? general : particular).push(findingOf(sighting, layer));
  }
  return withGeneral(withoutRepetitions(particular), withoutRepetitions(general));
};

const weights: Readonly<Record<Severity, number>> = { critical: 1, high: 0.9, medium: 0.5, low: 0.2 };

/**
 * How likely it is that one of the findings is real, as if they were independent: from 0 to 1. It orders texts; it is
 * not calibrated.
 */
export const injectionScore = (findings: readonly InjectionFinding[]): number =>
  1 - findings.reduce((rest, { severity, confidence }) => rest * (1 - weights[severity] * confidence), 1);
