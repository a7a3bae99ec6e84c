import { Answer, type SearchResult } from '@octollm/contracts';
import { z } from 'zod';
import { aggregate, aggregationRules } from './aggregation.ts';
import { Proposal, type ValidProposal, validProposal } from './proposal.ts';

/** Fewer proposals than this decide nothing. */
export const leastProposals = 2;
/** As many passages as the judge takes. */
const maxPassages = 200;
const maxShown = 500;

export const AggregateInput = z.strictObject({
  proposals: z.array(Proposal).min(1).max(10),
  rule: z.enum(aggregationRules),
  /** Whether more proposals may follow: then too few are no failure, and the confidence is 0. */
  preliminary: z.boolean(),
});
export type AggregateInput = z.infer<typeof AggregateInput>;

/** What the proposals came to. */
export interface Aggregate {
  readonly answer: Answer | null;
  readonly passages: readonly SearchResult[];
  /** That of the answer; 0 without one, and when others contradict it. */
  readonly confidence: number;
  /** What others answer instead. */
  readonly contradictions: readonly string[];
  /** How many proposals could be counted, and how many of them say what the answer says. */
  readonly valid: number;
  readonly agreeing: number;
}

const surest = (proposals: readonly ValidProposal[]): ValidProposal | undefined =>
  proposals.toSorted(
    (a, b) =>
      b.answer.confidence - a.answer.confidence ||
      (a.answer.output < b.answer.output ? -1 : a.answer.output > b.answer.output ? 1 : 0),
  )[0];

const shown = (text: string): string => (text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`);

/** Those of the answer first, so that none that it cites is cut off. */
const passagesOf = (first: ValidProposal, others: readonly ValidProposal[]): readonly SearchResult[] => {
  const seen = new Set<string>();
  return [first, ...others]
    .flatMap(({ passages }) => passages)
    .filter(({ chunk_id }) => !seen.has(chunk_id) && seen.add(chunk_id))
    .slice(0, maxPassages);
};

/** What the proposals come to by a rule, or null when there are too few. */
export const aggregateProposals = ({ proposals, rule }: AggregateInput): Aggregate | null => {
  const valid = proposals.flatMap(validProposal);
  if (valid.length < leastProposals) return null;
  const [winner, ...losers] = aggregate(
    valid.map(({ ballot }) => ballot),
    rule,
  );
  const saying = (says: string): readonly ValidProposal[] =>
    valid.filter(({ ballot }) => ballot.says === says);
  const agreeing = saying(winner ?? '');
  const chosen = surest(agreeing);
  if (chosen === undefined) return null;
  const contradictions = losers.flatMap((says) => {
    const other = surest(saying(says));
    return other?.answer.answerable === true ? shown(other.answer.output) : [];
  });
  return {
    answer: chosen.answer,
    passages: passagesOf(chosen, agreeing),
    confidence: contradictions.length === 0 ? chosen.answer.confidence : 0,
    contradictions,
    valid: valid.length,
    agreeing: agreeing.length,
  };
};

/** What is known before there are enough proposals. */
export const undecided: Aggregate = {
  answer: null,
  passages: [],
  confidence: 0,
  contradictions: [],
  valid: 0,
  agreeing: 0,
};
