import type { Finding } from '@octollm/contracts';

/** What stands in the place of a finding: its type in brackets. */
export const maskOf = ({ type }: Pick<Finding, 'type'>): string => `[${type}]`;

/** A text with masks in the place of findings. @param findings in order and without overlaps, as `scan` gives them */
export const redact = (text: string, findings: readonly Finding[]): string => {
  let from = 0;
  const parts = findings.map((finding) => {
    const part = text.slice(from, finding.start) + maskOf(finding);
    from = finding.end;
    return part;
  });
  return parts.join('') + text.slice(from);
};
