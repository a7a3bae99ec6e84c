import type { QueryType } from '@octollm/contracts';
import { complexFrom, complexityOf } from './complexity.ts';
import { featuresOf, type RoutedTask } from './features.ts';

/** A task with more constraints than this is planned by the planner, however simple its goal. */
export const mostDirectConstraints = 3;

/** Which way a task goes. */
export interface Route {
  readonly query_type: QueryType;
  /** From 0 to 1, in hundredths. */
  readonly complexity: number;
  readonly difficulty: 'simple' | 'complex';
  /** Whether one working step can do it: a simple question that the documents answer, with few constraints. */
  readonly direct: boolean;
}

/**
 * Routes a task by rules alone: the kind of goal, how complex it is and whether it needs a planner. The same task
 * always goes the same way. data/held-out.jsonl holds goals with the ways that a person gave them; the rules were made
 * without them, and a test says how many they get right.
 */
export const routeOf = (task: RoutedTask): Route => {
  const features = featuresOf(task);
  const complexity = complexityOf(features);
  const difficulty = complexity >= complexFrom ? 'complex' : 'simple';
  return {
    query_type: features.type,
    complexity,
    difficulty,
    direct:
      features.type === 'question' &&
      difficulty === 'simple' &&
      features.constraints <= mostDirectConstraints,
  };
};
