import { ChatEvent } from '../models/chat.ts';
import { TaskEvent } from '../models/events.ts';
import { ExecutionEvent } from '../models/execute.ts';
import { ChatCompletionChunk } from '../openai/chat-completion.ts';
import { ResponseStreamEvent } from '../openai/response-event.ts';
import type { Route } from './route.ts';
import { agentRoutes } from './routes/agents.ts';
import { cacheRoutes } from './routes/cache.ts';
import { documentRoutes } from './routes/documents.ts';
import { guardRoutes } from './routes/guards.ts';
import { keyRoutes } from './routes/keys.ts';
import { mcpRoutes } from './routes/mcp.ts';
import { openAiRoutes } from './routes/openai.ts';
import { operationRoutes } from './routes/operations.ts';
import { taskRoutes } from './routes/tasks.ts';
import { tenantRoutes } from './routes/tenants.ts';
import { toolRoutes } from './routes/tools.ts';

/** The public API, in the order in which the OpenAPI document lists it. */
export const routes = {
  ...taskRoutes,
  ...toolRoutes,
  ...agentRoutes,
  ...documentRoutes,
  ...guardRoutes,
  ...openAiRoutes,
  ...mcpRoutes,
  ...keyRoutes,
  ...operationRoutes,
  ...cacheRoutes,
  ...tenantRoutes,
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;

/** Every public route, as a list. */
export const allRoutes: readonly Route[] = Object.values(routes);

/** The routes that the orchestrator answers, behind the gateway. */
export const orchestratorRoutes: readonly Route[] = allRoutes.filter(
  ({ servedBy }) => servedBy !== 'gateway',
);

/** Models that no route names in a body of its own, but that clients meet. */
export const extraModels = {
  TaskEvent,
  ExecutionEvent,
  ChatEvent,
  ChatCompletionChunk,
  ResponseStreamEvent,
} as const;
