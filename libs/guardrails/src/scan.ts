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

const wantedOf = (
  checks: readonly GuardianCheck[],
  custom: readonly Detector[],
  types: ReadonlySet<string> | undefined,
): readonly Detector[] => {
  const all = [
    ...(checks.includes('pii') ? builtIn.pii : none),
    ...(checks.includes('secrets') ? builtIn.secrets : none),
    ...custom.filter(({ check }) => checks.includes(check)),
  ];
  return types === undefined ? all : all.filter(({ type }) => types.has(type));
};

/**
 * The personal data and secrets that the checks find in a text, detector by detector, overlaps and all. Digits of other
 * scripts and characters of full width are read as what they stand for, and invisible characters not at all.
 * @param custom detectors of the caller, which run besides the built-in ones of the same check
 * @param types nothing else is looked for; everything when it is left out
 */
export const findingsIn = (
  text: string,
  checks: readonly GuardianCheck[],
  custom: readonly Detector[] = none,
  types?: ReadonlySet<string>,
): readonly Finding[] => {
  const wanted = wantedOf(checks, custom, types);
  const findings: Finding[] = [];
  if (wanted.length === 0) return findings;
  const first = surveyOf(text);
  const plain = first.isDisguised ? readable(text) : undefined;
  const [read, survey] = plain === undefined ? [text, first] : [plain.text, surveyOf(plain.text)];
  for (const detector of wanted) {
    const { check, type, severity } = detector;
    for (const { start, end, confidence = detector.confidence } of detector.detect(read, survey))
      findings.push(
        plain === undefined
          ? { check, type, severity, start, end, confidence }
          : { check, type, severity, start: plain.startOf(start), end: plain.endOf(end), confidence },
      );
  }
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
