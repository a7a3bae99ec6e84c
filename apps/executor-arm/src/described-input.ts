import { ExecutorInput, executorTools } from '@octollm/contracts';
import { z } from 'zod';

/**
 * The input of the action with what each tool takes and how far it can be trusted, for whoever reads the arm's
 * capabilities: `oneOf` in its JSON schema, with `x-risk`, `x-read-only` and `x-idempotent`.
 */
export const describedInput = ExecutorInput.meta({
  oneOf: Object.entries(executorTools).map(([tool, { description, args, risk, readOnly, idempotent }]) => ({
    description,
    properties: { tool: { const: tool }, args: z.toJSONSchema(args, { io: 'input' }) },
    'x-risk': risk,
    'x-read-only': readOnly,
    'x-idempotent': idempotent,
  })),
});
