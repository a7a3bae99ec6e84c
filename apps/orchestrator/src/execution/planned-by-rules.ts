import type { TaskRequest } from '@octollm/contracts';
import { namesInContext, routeOf } from '@octollm/routing';

/** Whether rules can read all that a request has: of a context they read names alone, and no constraints. */
const isReadByRules = ({ constraints, context }: TaskRequest): boolean =>
  constraints.length === 0 && (context === undefined || namesInContext(context).length > 0);

/**
 * Whether the planner has a plan by rules for a task although it could ask a model, as far as this can be told from
 * outside (docs/planning.md): simple questions, and simple code, the first time. Where it is wrong a model plans without
 * memories.
 */
export const isPlannedByRules = (request: TaskRequest): boolean => {
  const { query_type, difficulty } = routeOf(request);
  if (difficulty !== 'simple') return false;
  return query_type === 'code' || (query_type === 'question' && isReadByRules(request));
};
