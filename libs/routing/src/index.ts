export { addressesIn } from './addresses.ts';
/** Which way a task goes: the kind of its goal, how complex it is, what it names, and whether it needs a planner. */
export { type Comparison, isComparison, parseComparison } from './goal/comparison.ts';
export { decompose } from './goal/decomposition/decompose.ts';
export type { Decomposition, Operation } from './goal/decomposition/decomposition.ts';
export { enumeratedNames, namesInContext } from './goal/entities.ts';
export { partsOf } from './goal/parts.ts';
export { withoutPoliteness } from './goal/politeness.ts';
export { queryTypeOf } from './goal/query-type.ts';
export { cutAtWord, onOneLine, trimmed, withoutReferences } from './goal/words.ts';
export type { RoutedTask } from './route/features.ts';
export { LabelledGoal } from './route/labelled-goal.ts';
export { mostDirectConstraints, type Route, routeOf } from './route/route.ts';
