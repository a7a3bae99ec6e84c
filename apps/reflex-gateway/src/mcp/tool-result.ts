import type { CallToolResult } from '@modelcontextprotocol/server';
import type { OctoError, Task } from '@octollm/contracts';
import type { McpToolName } from './platform-tools.ts';

/** As text too, for clients that read no structured content. */
const resultOf = (content: object, isError: boolean): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(content) }],
  structuredContent: { ...content },
  isError,
});

/** The result of a call that was answered. A task that did not succeed is an error with all that is known of it. */
export const toolResult = (name: McpToolName, output: object): CallToolResult =>
  resultOf(output, name === 'run_task' && (output as Task).status !== 'succeeded');

/** The result of a call that failed: the problem details that the route answers, for a model to read and mend. */
export const toolError = (error: OctoError, requestId: string): CallToolResult => {
  const problem = error.toProblem({ instance: '/mcp', requestId });
  const pointers = (error.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
  const wait = error.retryAfter === undefined ? [] : [`Try again after ${Math.ceil(error.retryAfter)} s.`];
  return {
    content: [{ type: 'text', text: [error.message, ...pointers, ...wait].join('\n') }],
    structuredContent: problem,
    isError: true,
  };
};
