import type { Finding, GuardianCheck } from '@octollm/contracts';
import type { Detector } from './detector.ts';
import { detectors } from './detectors.ts';
import { mergeOverlaps } from './merge.ts';
import { redactedTypes } from './policy.ts';

const findingsOf = (detector: Detector, text: string): readonly Finding[] =>
  [...detector.detect(text)].map(({ start, end, confidence = detector.confidence }) => ({
    check: detector.check,
    type: detector.type,
    severity: detector.severity,
    start,
    end,
    confidence,
  }));

/**
 * The personal data and secrets that the checks find in a text, in the order of the text. Findings never overlap.
 * @param custom detectors of the caller, which run besides the built-in ones of the same check
 * @param redacted types that win where findings overlap, because they are to be hidden
 */
export const scan = (
  text: string,
  checks: readonly GuardianCheck[],
  custom: readonly Detector[] = [],
  redacted: ReadonlySet<string> = redactedTypes,
): readonly Finding[] =>
  mergeOverlaps(
    [...detectors, ...custom]
      .filter(({ check }) => checks.includes(check))
      .flatMap((detector) => findingsOf(detector, text)),
    redacted,
  );
