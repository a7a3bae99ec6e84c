import { type Finding, Severity } from '@octollm/contracts';
import { redactedTypes } from './types-of-detectors.ts';

const weight = (finding: Finding, redacted: ReadonlySet<string>): number =>
  (redacted.has(finding.type) ? Severity.options.length : 0) + Severity.options.indexOf(finding.severity);

/** The finding that stands for two: the one that is redacted, then the more severe, then the longer, then the first. */
const stronger = (a: Finding, b: Finding, redacted: ReadonlySet<string>): Finding => {
  const difference = weight(b, redacted) - weight(a, redacted) || b.end - b.start - (a.end - a.start);
  return difference > 0 ? b : a;
};

/** Findings that share characters become one that covers them all, so that nothing is left over between two masks. */
export const mergeOverlaps = (
  findings: readonly Finding[],
  redacted: ReadonlySet<string> = redactedTypes,
): readonly Finding[] => {
  if (findings.length < 2) return findings;
  const merged: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) merged.push(finding);
    else
      merged[merged.length - 1] = {
        ...stronger(last, finding, redacted),
        start: last.start,
        end: Math.max(last.end, finding.end),
      };
  }
  return merged;
};
