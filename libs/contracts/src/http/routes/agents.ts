import { z } from 'zod';
import { AgentAnswer, AgentQuery } from '../../models/agent-query.ts';
import { ChatRequest } from '../../models/chat.ts';
import { Session, SessionQuery } from '../../models/sessions.ts';
import { SessionId } from '../../models/task.ts';
import type { Route } from '../route.ts';

const sessionParams = z.strictObject({ session_id: SessionId });

/** Questions to the agents, and the sessions they belong to. */
export const agentRoutes = {
  queryAgents: {
    id: 'queryAgents',
    method: 'POST',
    path: '/api/v2/query-multi-agent',
    summary: 'Ask a question and wait, 60 seconds at most, for the answer of the agents',
    tag: 'agents',
    scope: 'task:submit',
    body: AgentQuery,
    responses: { 200: { description: 'The answer and how it came about', body: AgentAnswer } },
  },
  streamChat: {
    id: 'streamChat',
    method: 'POST',
    path: '/api/v2/chat/stream',
    summary:
      'Ask a question and follow its answer as server-sent events. A client that goes away cancels the task; the stream cannot be resumed.',
    tag: 'agents',
    scope: 'task:submit',
    body: ChatRequest,
    responses: { 200: { description: 'Events; the data of each is a ChatEvent', body: 'stream' } },
  },
  getSession: {
    id: 'getSession',
    method: 'GET',
    path: '/api/v2/sessions/{session_id}',
    summary: 'Read your session: messages and checkpoints of its newest tasks, page by page',
    tag: 'agents',
    scope: 'task:read',
    params: sessionParams,
    query: SessionQuery,
    responses: { 200: { description: 'A page of the session', body: Session } },
  },
} as const satisfies Record<string, Route>;
