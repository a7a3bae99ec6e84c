import type { Severity, Sink, ValidationLevel } from '@octollm/contracts';
import type { Span } from '../detector.ts';
import { type Encoding, encodingBit, encodingsOf } from '../layers/encoding.ts';
import type { Layer } from '../layers/layer.ts';
import { type Layers, layersOf } from '../layers/layers.ts';
import { blockingRules, blocksAt } from './blocking-rules.ts';
import { deepEncoding, overlongCharacter } from './rules/encoding-rules.ts';
import type { ValidationFinding } from './validation-finding.ts';
import type { ValidationRule } from './validation-rule.ts';

/** Where an input goes, and how strictly it is looked at. */
export interface ValidationOptions {
  readonly sink: Sink;
  readonly level: ValidationLevel;
}

/** What was decided about an input, and why it is not allowed when it is not. */
export interface InputValidation {
  readonly allowed: boolean;
  /** The first place of each rule that blocks, in the order of the text. */
  readonly findings: readonly ValidationFinding[];
}

const severities: Readonly<Record<ValidationLevel, Severity>> = {
  permissive: 'critical',
  moderate: 'high',
  strict: 'medium',
};

const sentence = (what: string, encodings: readonly Encoding[]): string =>
  `The text ${what}${encodings.length === 0 ? '' : `; read through ${encodings.join(', ')}`}.`;

const findingOf = (
  rule: ValidationRule,
  sink: Sink,
  { start, end }: Span,
  bits: number,
): ValidationFinding => {
  const level = rule.blocksFrom[sink] ?? 'strict';
  const encodings = encodingsOf(bits);
  return {
    rule: rule.id,
    severity: severities[level],
    level,
    start,
    end,
    explanation: sentence(rule.explanation, encodings),
    encodings,
  };
};

const base64 = encodingBit('base64');
const overlong = encodingBit('overlong');

/**
 * The first match of each rule in a layer. What stands in base64 is no syntax for the sink, so that there only attacks
 * count.
 */
const findIn = (
  layer: Layer,
  { sink, level }: ValidationOptions,
  found: Map<string, ValidationFinding>,
): void => {
  for (const rule of blockingRules(sink, level)) {
    if (found.has(rule.id)) continue;
    const match = rule.pattern.exec(layer.text);
    if (match === null) continue;
    const origin = layer.originOf(match.index, match.index + match[0].length);
    if ((origin.bits & base64) === 0 || rule.blocksFrom[sink] === 'permissive')
      found.set(rule.id, findingOf(rule, sink, origin, origin.bits));
  }
};

const findDisguise = (
  text: string,
  { all, isTooDeep }: Layers,
  { sink, level }: ValidationOptions,
  found: Map<string, ValidationFinding>,
): void => {
  const whole = { start: 0, end: text.length };
  if (isTooDeep && blocksAt(deepEncoding, sink, level))
    found.set(deepEncoding.id, findingOf(deepEncoding, sink, whole, 0));
  if (all.length === 1 || !blocksAt(overlongCharacter, sink, level)) return;
  const last = all.at(-1);
  const bits = last?.originOf(0, last.text.length).bits ?? 0;
  if ((bits & overlong) !== 0)
    found.set(overlongCharacter.id, findingOf(overlongCharacter, sink, whole, bits));
};

/**
 * Validates a text for the place where it is put. It is decoded to the end at every level, and every layer is looked
 * at. A stricter level blocks all that a laxer one does, and what is dangerous in one place passes in another.
 */
export const validateInput = (text: string, options: ValidationOptions): InputValidation => {
  const found = new Map<string, ValidationFinding>();
  const layers = layersOf(text);
  for (const layer of layers.all) findIn(layer, options, found);
  findDisguise(text, layers, options, found);
  const findings = [...found.values()].toSorted((a, b) => a.start - b.start);
  return { allowed: findings.length === 0, findings };
};
