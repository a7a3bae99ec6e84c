import type { ToolName } from '@octollm/contracts';
import type { Step } from '@octollm/engine';

/** One call of a tool, as the engine runs it. */
export interface ToolStep extends Step {
  readonly tool: ToolName;
}

/** Tools that change nothing, so that a call which may have been carried out can be repeated. */
const readOnly: readonly ToolName[] = ['http_get'];

/** How often a tool is tried: a read-only one again after failures that may pass, any other once. */
export const retryOf = (tool: ToolName): Pick<ToolStep, 'retry' | 'idempotent'> => {
  const idempotent = readOnly.includes(tool);
  return {
    idempotent,
    retry: { max_attempts: idempotent ? 3 : 1, initial_backoff_ms: 100, max_backoff_ms: 2_000 },
  };
};
