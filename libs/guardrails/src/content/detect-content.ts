import type { Span } from '../detector.ts';
import { foldText } from '../injection/normalise/fold-text.ts';
import { encodingsOf } from '../layers/encoding.ts';
import type { Layer } from '../layers/layer.ts';
import { layersOf } from '../layers/layers.ts';
import type { ContentFinding } from './content-finding.ts';
import type { ContentRule } from './content-rule.ts';
import { contentRules } from './content-rules.ts';
import { foldedLayer } from './folded-layer.ts';
import { conceptBit, type Hit, hitsIn } from './lexicon.ts';

interface Compiled {
  readonly rule: ContentRule;
  readonly topic: number;
  readonly aspects: readonly number[];
}

const compiled: readonly Compiled[] = contentRules.map((rule) => ({
  rule,
  topic: conceptBit(rule.topic),
  aspects: rule.aspects.map(conceptBit),
}));

const gapBetween = (a: Span, b: Span): number => Math.max(a.start, b.start) - Math.min(a.end, b.end);

/** The hit nearest to a topic that means an aspect, in the same sentence and within reach. */
const nearest = (hits: readonly Hit[], at: number, aspect: number, reach: number): Hit | undefined => {
  const topic = hits[at];
  if (topic === undefined) return undefined;
  let best: Hit | undefined;
  for (const step of [-1, 1])
    for (let index = at + step; ; index += step) {
      const hit = hits[index];
      if (hit === undefined || hit.sentence !== topic.sentence || gapBetween(hit, topic) > reach) break;
      if ((hit.bits & aspect) === 0) continue;
      if (best === undefined || gapBetween(hit, topic) < gapBetween(best, topic)) best = hit;
      break;
    }
  return best;
};

/** The part of a text that a rule matches around a topic. */
const matchAt = (hits: readonly Hit[], at: number, { rule, aspects }: Compiled): Span | undefined => {
  const topic = hits[at];
  if (topic === undefined) return undefined;
  let { start, end } = topic;
  for (const aspect of aspects) {
    const found = nearest(hits, at, aspect, rule.reach);
    if (found === undefined) return undefined;
    start = Math.min(start, found.start);
    end = Math.max(end, found.end);
  }
  return { start, end };
};

const findIn = (layer: Layer, found: Map<string, ContentFinding>): void => {
  const hits = hitsIn(foldText(layer.text));
  if (hits.length === 0) return;
  let folded: Layer | undefined;
  const present = hits.reduce((all, { bits }) => all | bits, 0);
  const candidates = compiled.filter(({ topic, aspects }) =>
    [topic, ...aspects].every((bit) => (present & bit) !== 0),
  );
  for (const [at, { bits }] of hits.entries())
    for (const candidate of candidates) {
      const { rule, topic } = candidate;
      if ((bits & topic) === 0 || found.has(rule.id)) continue;
      const span = matchAt(hits, at, candidate);
      if (span === undefined) continue;
      folded ??= foldedLayer(layer);
      const origin = folded.originOf(span.start, span.end);
      const encodings = encodingsOf(origin.bits);
      const through = encodings.length === 0 ? '' : `; read through ${encodings.join(', ')}`;
      found.set(rule.id, {
        rule: rule.id,
        category: rule.category,
        severity: rule.severity,
        confidence: rule.confidence,
        start: origin.start,
        end: origin.end,
        explanation: `The text ${rule.explanation}${through}.`,
        encodings,
      });
    }
};

/**
 * Content that must not be served: requests for weapons, drugs, malware that harms, ways to die, abuse of children;
 * threats and calls for violence. The first place of each rule, in the order of the text. Conservative: a rule needs
 * several things said together, and words that protect or report do not say them.
 */
export const detectContent = (text: string): readonly ContentFinding[] => {
  const found = new Map<string, ContentFinding>();
  for (const layer of layersOf(text).all) findIn(layer, found);
  return [...found.values()].toSorted((a, b) => a.start - b.start);
};
