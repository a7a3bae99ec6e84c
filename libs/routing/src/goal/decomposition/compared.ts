import { isComparison, parseComparison } from '../comparison.ts';
import { withoutPoliteness } from '../politeness.ts';
import type { DecompositionRule } from './decomposition.ts';
import { isWithoutNoun } from './names.ts';

const ofKind =
  /^(?:which|what) (?!(?:is|are|was|were|has|have|had|does|do|did|can|will|would|should|of)\b)\p{L}/iu;

/** `Compare the X of A and B`, `the difference between the X of A and B`: what each X is. */
export const compared: DecompositionRule = (question) => {
  const text = withoutPoliteness(question);
  if (!isComparison(text)) return undefined;
  const { subjects, aspect } = parseComparison(text);
  if (ofKind.test(aspect) && subjects.some(isWithoutNoun)) return undefined;
  const isAsked = /^(?:how|when|where|why|what|who)\b/i.test(aspect);
  return {
    operation: /\bdifferences?\b/i.test(text) ? 'difference' : 'compare',
    questions: subjects.map((thing) => ({
      text: isAsked ? `${aspect} ${thing}` : `What is ${thing} ${aspect}`.trim(),
      thing,
    })),
  };
};
