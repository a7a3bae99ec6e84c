import type { Answer, SearchResult } from '@octollm/contracts';
import { citationMarkers, notFoundAnswer, terms, withoutMarkers } from '@octollm/text';

/** That the passages do not hold the answer. */
export const unanswered: Answer = {
  output: notFoundAnswer,
  answerable: false,
  confidence: 0,
  citations: [],
  artifacts: [],
};

/** Numbers citations in the order in which the text first uses them. */
const renumbered = (text: string): { readonly output: string; readonly order: readonly number[] } => {
  const order: number[] = [];
  let output = '';
  let at = 0;
  for (const { index, start, end } of citationMarkers(text)) {
    if (!order.includes(index)) order.push(index);
    output += text.slice(at, start) + text.slice(start, end).replace(/\d+/, String(order.indexOf(index) + 1));
    at = end;
  }
  return { output: output + text.slice(at), order };
};

/** How much of what is said stands in the passages that are cited: the share of its terms, from 0 to 1. */
const supportOf = (text: string, cited: readonly SearchResult[]): number => {
  const said = new Set(terms(withoutMarkers(text)));
  if (said.size === 0) return 0;
  const held = new Set(cited.flatMap((passage) => terms(`${passage.citation.title ?? ''}\n${passage.text}`)));
  const share = [...said].filter((term) => held.has(term)).length / said.size;
  return Math.round(share * 100) / 100;
};

/** The answer of a text that cites passages as `[n]`, each of which is one of them. */
export const writtenAnswer = (text: string, passages: readonly SearchResult[]): Answer => {
  const { output, order } = renumbered(text);
  const cited = order.flatMap((index) => passages[index - 1] ?? []);
  return {
    output,
    answerable: true,
    confidence: supportOf(text, cited),
    citations: cited.map(({ citation }, at) => ({ ...citation, index: at + 1 })),
    artifacts: [],
  };
};
