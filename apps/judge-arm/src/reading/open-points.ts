import type { JudgeInput, ValidationIssue, ValidationResult } from '@octollm/contracts';

/** What of an answer the rules cannot decide. */
export interface OpenPoints {
  /** Acceptance criteria in prose, by their place in the input. */
  readonly criteria: readonly { readonly at: number; readonly text: string }[];
  /** Statements that their passages hold only in other words, with the issues that say so. */
  readonly claims: readonly { readonly text: string; readonly issue: ValidationIssue }[];
}

const openIssues = new Set(['claim_weakly_supported', 'quote_altered', 'claim_uncited']);

const stretch = /^output\[(\d+):(\d+)\]$/;

const textAt = (output: string, location: string | null): string => {
  const [, start, end] = stretch.exec(location ?? '') ?? [];
  return start === undefined ? '' : output.slice(Number(start), Number(end));
};

/** More statements than this are not asked about: the answer has more that is open than a reader could check. */
const mostClaims = 20;

/** What the rules left open. Nothing, when an answer quotes its passages and its criteria could be decided. */
export const openPointsOf = (input: JudgeInput, ruled: ValidationResult): OpenPoints => {
  const decided = new Set([...ruled.passed_criteria, ...ruled.failed_criteria]);
  return {
    criteria: input.answer.answerable
      ? input.acceptance_criteria.flatMap((text, at) =>
          decided.has(text) || text.trim() === '' ? [] : [{ at, text }],
        )
      : [],
    claims: ruled.issues
      .filter(({ type, severity }) => openIssues.has(type) && severity === 'medium')
      .slice(0, mostClaims)
      .map((issue) => ({ issue, text: textAt(input.answer.output, issue.location) })),
  };
};
