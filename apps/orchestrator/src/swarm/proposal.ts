import { Answer, SearchResult } from '@octollm/contracts';
import { figures, terms, withoutMarkers } from '@octollm/text';
import { z } from 'zod';
import type { Ballot } from './aggregation.ts';

/** What one arm proposes; null where its step has no output, because it failed or was not needed. */
export const Proposal = z.strictObject({
  answer: z.unknown(),
  /** What the answer was made from: lists of passages, null where a search failed. */
  passages: z.array(z.unknown()),
  weight: z.number().min(0),
});
export type Proposal = z.infer<typeof Proposal>;

/** A proposal that can be counted. */
export interface ValidProposal {
  readonly answer: Answer;
  readonly passages: readonly SearchResult[];
  readonly ballot: Ballot;
}

/**
 * What an answer says, so that two that say the same are equal: that there is none; its figures, where it has some; or
 * else its terms. Neither order nor citations matter.
 */
const saysOf = ({ answerable, output }: Answer): string => {
  if (!answerable) return 'unanswerable';
  const text = withoutMarkers(output);
  const numbers = figures(text).map(
    ({ text: written, value, unit, per }) =>
      `${Number.isNaN(value) ? written : value} ${unit?.name ?? ''} ${per?.name ?? ''}`,
  );
  return [...new Set(numbers.length > 0 ? numbers : terms(text))].toSorted().join('|');
};

/** The proposal, if it has an answer as the contract says. */
export const validProposal = ({ answer, passages, weight }: Proposal): readonly ValidProposal[] => {
  const parsed = Answer.safeParse(answer).data;
  if (parsed === undefined) return [];
  const known = passages.flatMap((list) => z.array(SearchResult).safeParse(list).data ?? []);
  const sources = new Set(parsed.citations.map(({ document_id }) => document_id)).size;
  const { confidence } = parsed;
  return [{ answer: parsed, passages: known, ballot: { says: saysOf(parsed), confidence, weight, sources } }];
};
