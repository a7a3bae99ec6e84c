import { byCitations, byEdges, byForm } from './form.ts';
import { byLength } from './length.ts';
import type { Verdict } from './verdict.ts';
import { byWording } from './wording.ts';

/**
 * Judges an acceptance criterion by the first rule that it speaks to: limits of length, a form such as a list or JSON,
 * how the answer begins or ends, citations, and holding words, figures or a quoted phrase. What no rule decides is
 * left to a reader or a model.
 */
export const judgeCriterion = (criterion: string, output: string): Verdict =>
  byLength(criterion, output) ??
  byForm(criterion, output) ??
  byEdges(criterion, output) ??
  byCitations(criterion, output) ??
  byWording(criterion, output);
