import { JsonRpcAnswer, JsonRpcMessage } from '../../mcp/json-rpc.ts';
import type { Route } from '../route.ts';

/** The platform's own tools over the Model Context Protocol. */
export const mcpRoutes = {
  callMcp: {
    id: 'callMcp',
    method: 'POST',
    path: '/mcp',
    summary:
      'Speak MCP (Streamable HTTP, revisions 2026-07-28 and 2025-11-25) without a session. The tools are those that the scopes of the key allow; an answer with progress comes as server-sent events.',
    tag: 'mcp',
    scope: 'any',
    body: JsonRpcMessage,
    servedBy: 'gateway',
    errors: 'json-rpc',
    responses: {
      200: { description: 'The answer', body: JsonRpcAnswer },
      202: { description: 'A notification was taken', body: null },
    },
  },
} as const satisfies Record<string, Route>;
