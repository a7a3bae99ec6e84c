import { ExecuteRequest, ExecuteResponse } from '../../models/execute.ts';
import type { Route } from '../route.ts';

/** Tools run without a task. */
export const toolRoutes = {
  execute: {
    id: 'execute',
    method: 'POST',
    path: '/execute',
    summary:
      'Run the tools that are named, or that the planner chooses from the prompt, in parallel and in the order of their dependencies. At the deadline what has ended comes back and the rest is aborted; so it is when the client goes away.',
    tag: 'tools',
    scope: 'task:submit',
    body: ExecuteRequest,
    answerMs: 310_000,
    responses: { 200: { description: 'What became of each call', body: ExecuteResponse } },
  },
  streamExecution: {
    id: 'streamExecution',
    method: 'POST',
    path: '/orchestrator/stream',
    summary: 'Run tools, named or chosen from the prompt, and follow them as server-sent events',
    tag: 'tools',
    scope: 'task:submit',
    body: ExecuteRequest,
    responses: { 200: { description: 'Events; the data of each is an ExecutionEvent', body: 'stream' } },
  },
} as const satisfies Record<string, Route>;
