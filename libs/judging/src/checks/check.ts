import type { Severity, ValidationIssue } from '@octollm/contracts';

/** What one check found: how good the answer is in its respect, from 0 to 1, and what is wrong with it. */
export interface Check {
  readonly score: number;
  readonly issues: readonly ValidationIssue[];
}

export const issue = (
  severity: Severity,
  type: string,
  message: string,
  location: string | null,
  suggestion: string | null = null,
): ValidationIssue => ({ severity, type, message, location, suggestion });

/** Whether an issue makes an answer invalid. */
export const isGrave = ({ severity }: Pick<ValidationIssue, 'severity'>): boolean =>
  severity === 'high' || severity === 'critical';

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
