import type { JudgeInput } from '@octollm/contracts';
import { type Check, issue } from './check.ts';

type Evidence = NonNullable<JudgeInput['evidence']>;

/** What a tool that failed returns, wherever it stands in its output. */
const reportsFailure = (content: unknown): boolean => {
  if (typeof content !== 'object' || content === null) return false;
  const { exit_code, passed, success, timed_out } = content as Record<string, unknown>;
  if (typeof exit_code === 'number' && exit_code !== 0) return true;
  return passed === false || success === false || timed_out === true;
};

/** Whether tools and tests report success; the score is the share of them that do not report a failure. */
export const checkEvidence = (evidence: Evidence): Check => {
  const issues = evidence.flatMap(({ label, content }, at) =>
    reportsFailure(content)
      ? [
          issue(
            'high',
            'evidence_fails',
            `${label} reports a failure.`,
            `evidence[${at}]`,
            'Mend what failed and run it again.',
          ),
        ]
      : [],
  );
  return { score: evidence.length === 0 ? 1 : 1 - issues.length / evidence.length, issues };
};

/** The texts of the evidence, as an answer is compared with them. */
export const textsOf = (evidence: Evidence): string[] =>
  evidence.map(({ content }) => (typeof content === 'string' ? content : (JSON.stringify(content) ?? '')));
