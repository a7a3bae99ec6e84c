import { Sink, ValidationLevel } from '@octollm/contracts';
import { validationRules } from './rules/rules.ts';
import type { PatternRule, ValidationRule } from './validation-rule.ts';

const strictness = (level: ValidationLevel): number => ValidationLevel.options.indexOf(level);

/** Whether a rule blocks at a level. Its lowest level is all that a rule says, so that no level lets through more than a laxer one. */
export const blocksAt = ({ blocksFrom }: ValidationRule, sink: Sink, level: ValidationLevel): boolean => {
  const from = blocksFrom[sink];
  return from !== undefined && strictness(from) <= strictness(level);
};

const keyOf = (sink: Sink, level: ValidationLevel): string => `${sink} ${level}`;

const byPlace: ReadonlyMap<string, readonly PatternRule[]> = new Map(
  Sink.options.flatMap((sink) =>
    ValidationLevel.options.map((level) => [
      keyOf(sink, level),
      validationRules.filter((rule) => blocksAt(rule, sink, level)),
    ]),
  ),
);

/** The rules over characters that block in a sink at a level. */
export const blockingRules = (sink: Sink, level: ValidationLevel): readonly PatternRule[] =>
  byPlace.get(keyOf(sink, level)) ?? [];
