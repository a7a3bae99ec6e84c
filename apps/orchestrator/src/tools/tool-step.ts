import { type ExecutorInput, executorTools, type ToolName } from '@octollm/contracts';
import type { Step } from '@octollm/engine';

/** One call of a tool, as the engine runs it. */
export interface ToolStep extends Step {
  readonly tool: ToolName;
  readonly input: ExecutorInput;
}

/** Whether a tool changes nothing, so that a call may be made although nobody may want it. */
export const isReadOnly = (tool: ToolName): boolean => executorTools[tool].readOnly;

/** How often a tool is tried: one that may be repeated again after failures that may pass, any other once. */
export const retryOf = (tool: ToolName): Pick<ToolStep, 'retry' | 'idempotent'> => {
  const { idempotent } = executorTools[tool];
  return {
    idempotent,
    retry: { max_attempts: idempotent ? 3 : 1, initial_backoff_ms: 100, max_backoff_ms: 2_000 },
  };
};
