import type { Finding, GuardianCheck } from '@octollm/contracts';
import type { Detector } from './detector.ts';
import { detectors } from './detectors.ts';
import { mergeOverlaps } from './merge.ts';
import { readable } from './survey/readable.ts';
import { surveyOf } from './survey/survey.ts';
import { redactedTypes } from './types-of-detectors.ts';

const none: readonly Detector[] = [];

const builtIn = {
  pii: detectors.filter(({ check }) => check === 'pii'),
  secrets: detectors.filter(({ check }) => check === 'secrets'),
};

/**
 * The personal data and secrets that the checks find in a text, detector by detector, overlaps and all. Digits of other
 * scripts and characters of full width are read as what they stand for, and invisible characters not at all.
 * @param custom detectors of the caller, which run besides the built-in ones of the same check
 */
export const findingsIn = (
  text: string,
  checks: readonly GuardianCheck[],
  custom: readonly Detector[] = none,
): readonly Finding[] => {
  const first = surveyOf(text);
  const plain = first.isDisguised ? readable(text) : undefined;
  const [read, survey] = plain === undefined ? [text, first] : [plain.text, surveyOf(plain.text)];
  const findings: Finding[] = [];
  const run = (detector: Detector): void => {
    const { check, type, severity } = detector;
    for (const { start, end, confidence = detector.confidence } of detector.detect(read, survey))
      findings.push(
        plain === undefined
          ? { check, type, severity, start, end, confidence }
          : { check, type, severity, start: plain.startOf(start), end: plain.endOf(end), confidence },
      );
  };
  if (checks.includes('pii')) for (const detector of builtIn.pii) run(detector);
  if (checks.includes('secrets')) for (const detector of builtIn.secrets) run(detector);
  for (const detector of custom) if (checks.includes(detector.check)) run(detector);
  return findings;
};

/**
 * What `findingsIn` finds, in the order of the text. Findings never overlap.
 * @param redacted types that win where findings overlap, because they are to be hidden
 */
export const scan = (
  text: string,
  checks: readonly GuardianCheck[],
  custom: readonly Detector[] = none,
  redacted: ReadonlySet<string> = redactedTypes,
): readonly Finding[] => mergeOverlaps(findingsIn(text, checks, custom), redacted);
