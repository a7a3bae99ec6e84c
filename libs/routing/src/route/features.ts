import type { QueryType } from '@octollm/contracts';
import { enumeratedNames, namesInContext } from '../goal/entities.ts';
import { partsOf } from '../goal/parts.ts';
import { queryTypeOf } from '../goal/query-type.ts';
import { onOneLine } from '../goal/words.ts';

/** What is known of a task before anything is planned. */
export interface RoutedTask {
  readonly goal: string;
  readonly constraints: readonly string[];
  readonly acceptance_criteria: readonly string[];
  readonly required_capabilities: readonly string[];
  readonly context?: unknown;
}

/** What the classifier counts in a task. */
export interface Features {
  readonly type: QueryType;
  /** Questions that stand on their own, from 1. */
  readonly parts: number;
  /** Names that the goal lists in a row or the context names; 0 when there are none. */
  readonly names: number;
  /** Things to do that the goal puts one after another: "find ..., then ..., and recommend ...". */
  readonly stages: number;
  /** Words that ask for a judgement over many things: analyse, strategy, root cause. */
  readonly judgement: number;
  /** Words that ask for all of something: every, all, across. */
  readonly breadth: number;
  /** Constraints, acceptance criteria and required capabilities together. */
  readonly demands: number;
  readonly constraints: number;
  readonly words: number;
}

const stageVerb =
  'find|list|search|collect|gather|identify|group|sort|rank|classify|analy[sz]e|evaluate|assess|investigate|determine|explain|compute|calculate|estimate|recommend|propose|suggest|decide|draft|write|prepare|design|build|implement|create|add|test|document|deploy|migrate|choose|work out|plan';
/** Where one thing to do ends and the next one begins. */
const stageSeam = new RegExp(
  String.raw`(?:[,;.:] |[,;.]? (?:and |then |and then |finally |after that |afterwards |next )+)(?:(?:and|then|finally|also) )*(?=(?:${stageVerb})\b)`,
  'gi',
);
const sequence = /\b(?:first(?:ly)? (?=[a-z]+ )|then|finally|afterwards|after that|step by step)\b/gi;
const judging =
  /\b(?:analy[sz]e|analysis|evaluate|assess(?:ment)?|investigate|root causes?|trade-?offs?|recommend(?:ations?)?|propose|strateg(?:y|ies)|roadmap|business plan|marketing campaign|plan (?:a|an|the|our|for)\b|in depth|in detail|comprehensive|end[- ]to[- ]end|architecture|feasib(?:le|ility)|migrate|over time|trends?|risks?|milestones|given the|determine whether|how can we|what should we|design and (?:build|implement|develop))\b/gi;
const broad =
  /\b(?:every|across|all (?:of |the |our |its |their |board |five |incident |[a-z]+ )|whole|entire|each (?:of|ship|site|one)|including)\b/gi;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Reads a task once. Linear in the length of its goal. */
export const featuresOf = (task: RoutedTask): Features => {
  const text = onOneLine(task.goal);
  return {
    type: queryTypeOf(text),
    parts: partsOf(text).length,
    names: Math.max(enumeratedNames(text).length, namesInContext(task.context).length),
    stages: count(text, stageSeam) + Math.min(count(text, sequence), 1),
    judgement: count(text, judging),
    breadth: count(text, broad),
    demands: task.constraints.length + task.acceptance_criteria.length + task.required_capabilities.length,
    constraints: task.constraints.length,
    words: text.split(' ').length,
  };
};
