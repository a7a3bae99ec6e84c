import { isComparison, parseComparison } from '../comparison.ts';
import { withoutPoliteness } from '../politeness.ts';
import type { DecompositionRule } from './decomposition.ts';

/** `Compare the X of A and B`, `the difference between the X of A and B`: what each X is. */
export const compared: DecompositionRule = (question) => {
  const text = withoutPoliteness(question);
  if (!isComparison(text)) return undefined;
  const { subjects, aspect } = parseComparison(text);
  const isAsked = /^(?:how|when|where|why|what|who)\b/i.test(aspect);
  return {
    operation: /\bdifferences?\b/i.test(text) ? 'difference' : 'compare',
    questions: subjects.map((thing) => ({
      text: isAsked ? `${aspect} ${thing}` : `What is ${thing} ${aspect}`.trim(),
      thing,
    })),
  };
};
