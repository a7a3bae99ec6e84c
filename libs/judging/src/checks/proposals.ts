import type { JudgeInput, ValidationIssue } from '@octollm/contracts';
import { issue } from './check.ts';

/** That others answered differently is for people to know; whether this answer is right its passages tell. */
export const proposalIssues = ({ contradictions = [] }: JudgeInput): ValidationIssue[] =>
  contradictions.map((other) =>
    issue(
      'medium',
      'proposals_contradict',
      `Another proposal answers otherwise: ${other}`,
      'output',
      'Check both against the passages.',
    ),
  );
