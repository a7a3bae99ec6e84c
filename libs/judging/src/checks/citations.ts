import type { Answer, Citation, ValidationIssue } from '@octollm/contracts';
import { citationMarkers } from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import type { Sources } from '../answer/sources.ts';
import { type Check, issue, mean } from './check.ts';

const locationOf = (at: number): string => `citations[${at}]`;

/** Whether every marker in the text leads to a citation; the score is the share of claims that cite a passage given. */
export const checkMarkers = ({ output }: Answer, claims: readonly Claim[], sources: Sources): Check => ({
  score: mean(claims.map(({ cites }) => (sources.readingsOf(cites).length > 0 ? 1 : 0))),
  issues: citationMarkers(output)
    .filter(({ index }) => !sources.has(index))
    .map(({ index, start, end }) =>
      issue(
        'high',
        'citation_missing',
        `There is no citation with the index ${index}.`,
        `output[${start}:${end}]`,
        'Cite one of the passages.',
      ),
    ),
});

const sourceIssue = (citation: Citation, at: number, sources: Sources): ValidationIssue[] => {
  switch (sources.stateOf(citation)) {
    case 'resolved':
      return [];
    case 'unknown':
      return [
        issue(
          'high',
          'citation_unknown',
          `Citation ${citation.index} names a passage that was not given.`,
          locationOf(at),
          'Cite one of the passages.',
        ),
      ];
    case 'altered':
      return [
        issue(
          'high',
          'citation_altered',
          `Citation ${citation.index} does not repeat its passage word for word.`,
          locationOf(at),
          'Copy the passage as it is.',
        ),
      ];
  }
};

/** Whether the citations are passages that were given; the score is the share of them that are. */
export const checkSources = ({ citations }: Answer, claims: readonly Claim[], sources: Sources): Check => {
  const issues = citations.flatMap((citation, at) => sourceIssue(citation, at, sources));
  if (citations.length === 0) return { score: claims.length === 0 ? 1 : 0, issues };
  return { score: (citations.length - issues.length) / citations.length, issues };
};

/** Whether every citation is needed: used in the text, and given once. */
export const checkEfficiency = ({ output, citations }: Answer): Check => {
  const used = new Set(citationMarkers(output).map(({ index }) => index));
  const issues = citations.flatMap((citation, at) => {
    const earlier = citations.slice(0, at);
    if (earlier.some(({ index }) => index === citation.index))
      return [
        issue(
          'high',
          'citation_ambiguous',
          `The index ${citation.index} stands for two citations.`,
          locationOf(at),
          'Number the citations from 1.',
        ),
      ];
    if (!used.has(citation.index))
      return [
        issue(
          'low',
          'citation_unused',
          `Citation ${citation.index} is not used.`,
          locationOf(at),
          'Leave it out.',
        ),
      ];
    if (earlier.some((other) => other.chunk_id === citation.chunk_id && other.passage === citation.passage))
      return [
        issue(
          'low',
          'citation_repeated',
          `Citation ${citation.index} repeats another one.`,
          locationOf(at),
          'Use one index for both.',
        ),
      ];
    return [];
  });
  return {
    score: citations.length === 0 ? 1 : (citations.length - issues.length) / citations.length,
    issues,
  };
};
