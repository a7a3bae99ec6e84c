import { Severity } from '@octollm/contracts';
import type { InjectionFinding } from './injection-finding.ts';
import type { InjectionSighting, InjectionSignal, Origin, Reading } from './injection-signal.ts';
import { type Decoding, decodingsOf } from './normalise/decoding.ts';
import { type DerivedText, originalText } from './normalise/derived-text.ts';
import { folded, withoutInvisible } from './normalise/fold.ts';
import { decodedLayers } from './normalise/layers.ts';
import { textRulesSignal } from './rules/text-rules-signal.ts';
import { tokenRulesSignal, vocabulary } from './rules/token-rules-signal.ts';
import { rotateTokens } from './tokens/rotate.ts';
import { tokenise } from './tokens/tokenise.ts';

/** What is asked unless a caller says otherwise. A trained classifier becomes another line here. */
export const injectionSignals: readonly InjectionSignal[] = [tokenRulesSignal, textRulesSignal];

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
  const { start, end, bits, explanation, ...rest } = sighting;
  const decodings = decodingsOf(bits | layer.bitsOf(start, end));
  return { ...rest, ...layer.originOf(start, end), explanation: sentence(explanation, decodings), decodings };
};

const isStronger = (a: InjectionFinding, b: InjectionFinding): boolean =>
  (Severity.options.indexOf(a.severity) - Severity.options.indexOf(b.severity) ||
    a.confidence - b.confidence) > 0;

/** One finding for each class and place: the most severe, then the surest, of those that share characters. */
const withoutRepetitions = (findings: readonly InjectionFinding[]): readonly InjectionFinding[] => {
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

/**
 * The attempts in a text to take a model over, through what hides them: characters that look alike or show nothing,
 * leetspeak, layers of encodings. In the order of the text. No word in a text switches anything off, so a text that
 * quotes an attack is an attack.
 */
export const detectInjection = (
  text: string,
  { origin = 'user', signals = injectionSignals }: InjectionOptions = {},
): readonly InjectionFinding[] => {
  const findings: InjectionFinding[] = [];
  for (const decoded of decodedLayers(withoutInvisible(originalText(text)))) {
    const layer = folded(decoded);
    for (const reading of readingsOf(layer, origin))
      for (const signal of signals)
        for (const sighting of signal.examine(reading)) findings.push(findingOf(sighting, layer));
  }
  return withoutRepetitions(findings);
};

const weights: Readonly<Record<Severity, number>> = { critical: 1, high: 0.9, medium: 0.5, low: 0.2 };

/**
 * How likely it is that one of the findings is real, as if they were independent: from 0 to 1. It orders texts; it is
 * not calibrated.
 */
export const injectionScore = (findings: readonly InjectionFinding[]): number =>
  1 - findings.reduce((rest, { severity, confidence }) => rest * (1 - weights[severity] * confidence), 1);
