import { z } from 'zod';
import { AgentAnswer, AgentQuery } from '../models/agent-query.ts';
import { ApprovalRequest } from '../models/approvals.ts';
import { ArmCapability, ArmList, RegisteredArm } from '../models/arm.ts';
import { AuditTrail } from '../models/audit.ts';
import { ChatEvent, ChatRequest } from '../models/chat.ts';
import { CheckpointList, ForkRequest } from '../models/checkpoints.ts';
import { DebugArms, DebugConfig, DebugQuery, DebugQueues, DebugTasks } from '../models/debug.ts';
import { Document, DocumentRequest } from '../models/document.ts';
import { TaskEvent } from '../models/events.ts';
import { ExecuteRequest, ExecuteResponse, ExecutionEvent } from '../models/execute.ts';
import { FailureQuery, FailureReport } from '../models/failures.ts';
import { PerformanceQuery, PerformanceReport } from '../models/performance.ts';
import { StepId } from '../models/plan.ts';
import { Id } from '../models/primitives.ts';
import { SearchRequest, SearchResponse } from '../models/search.ts';
import { Session, SessionQuery } from '../models/sessions.ts';
import {
  CancelRequest,
  SessionId,
  Task,
  TaskPage,
  TaskPlan,
  TaskQuery,
  TaskRequest,
} from '../models/task.ts';
import { UsageQuery, UsageReport } from '../models/usage-report.ts';
import type { Route } from './route.ts';

const taskParams = z.strictObject({ task_id: Id });
const approvalParams = z.strictObject({ task_id: Id, step_id: StepId });
const sessionParams = z.strictObject({ session_id: SessionId });
const documentParams = z.strictObject({ document_id: Id });

/** Headers of a request that makes a task. */
export const SubmitHeaders = z.object({
  'idempotency-key': z.string().min(1).max(255).optional(),
  prefer: z.string().max(255).optional(),
});
export type SubmitHeaders = z.infer<typeof SubmitHeaders>;

/** Headers of a request for a task's events. */
export const EventsHeaders = z.object({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type EventsHeaders = z.infer<typeof EventsHeaders>;

const task = { description: 'The task', body: Task };

/** The public API, in the order in which the OpenAPI document lists it. */
export const routes = {
  submitTask: {
    id: 'submitTask',
    method: 'POST',
    path: '/api/v1/tasks',
    summary:
      'Submit a task. `Prefer: wait=N` (at most 60 seconds) answers 200 with the ended task when it ends in time.',
    tag: 'tasks',
    scope: 'task:submit',
    headers: SubmitHeaders,
    body: TaskRequest,
    responses: {
      202: { description: 'The task was accepted', body: Task },
      200: { description: 'The task has ended', body: Task },
    },
  },
  listTasks: {
    id: 'listTasks',
    method: 'GET',
    path: '/api/v1/tasks',
    summary: 'List tasks, newest first',
    tag: 'tasks',
    scope: 'task:read',
    query: TaskQuery,
    responses: { 200: { description: 'A page of tasks', body: TaskPage } },
  },
  getTask: {
    id: 'getTask',
    method: 'GET',
    path: '/api/v1/tasks/{task_id}',
    summary: 'Read a task',
    tag: 'tasks',
    scope: 'task:read',
    params: taskParams,
    responses: { 200: task },
  },
  deleteTask: {
    id: 'deleteTask',
    method: 'DELETE',
    path: '/api/v1/tasks/{task_id}',
    summary: 'Cancel a task: running calls are aborted',
    tag: 'tasks',
    scope: 'task:cancel',
    params: taskParams,
    body: CancelRequest,
    bodyOptional: true,
    responses: { 200: task },
  },
  cancelTask: {
    id: 'cancelTask',
    method: 'POST',
    path: '/api/v1/tasks/{task_id}/cancel',
    summary: 'Cancel a task: running calls are aborted',
    tag: 'tasks',
    scope: 'task:cancel',
    params: taskParams,
    body: CancelRequest,
    bodyOptional: true,
    responses: { 200: task },
  },
  decideApproval: {
    id: 'decideApproval',
    method: 'POST',
    path: '/api/v1/tasks/{task_id}/approvals/{step_id}',
    summary:
      'Approve or reject a step that waits, or the plan as the step `plan`. A decision stands: the same again changes nothing, another one is a conflict.',
    tag: 'tasks',
    scope: 'task:approve',
    params: approvalParams,
    body: ApprovalRequest,
    responses: { 200: task },
  },
  listCheckpoints: {
    id: 'listCheckpoints',
    method: 'GET',
    path: '/api/v1/tasks/{task_id}/checkpoints',
    summary: 'List the moments of a task from which another one can begin',
    tag: 'tasks',
    scope: 'task:read',
    params: taskParams,
    responses: { 200: { description: 'The checkpoints, oldest first', body: CheckpointList } },
  },
  forkTask: {
    id: 'forkTask',
    method: 'POST',
    path: '/api/v1/tasks/{task_id}/fork',
    summary:
      'Make a task that begins with the plan of another and with every step that had succeeded at a checkpoint. What those have used is not charged again; a deadline is not taken over.',
    tag: 'tasks',
    scope: 'task:submit',
    params: taskParams,
    body: ForkRequest,
    responses: { 202: { description: 'The new task was accepted', body: Task } },
  },
  getPlan: {
    id: 'getPlan',
    method: 'GET',
    path: '/api/v1/tasks/{task_id}/plan',
    summary: 'Read the plan of a task with the state of every step',
    tag: 'tasks',
    scope: 'task:read',
    params: taskParams,
    responses: { 200: { description: 'The plan', body: TaskPlan } },
  },
  getAudit: {
    id: 'getAudit',
    method: 'GET',
    path: '/api/v1/tasks/{task_id}/audit',
    summary: 'Read the audit trail of a task',
    tag: 'tasks',
    scope: 'task:read',
    params: taskParams,
    responses: { 200: { description: 'The audit trail', body: AuditTrail } },
  },
  streamEvents: {
    id: 'streamEvents',
    method: 'GET',
    path: '/api/v1/tasks/{task_id}/events',
    summary: 'Follow a task as server-sent events; `Last-Event-ID` resumes after an event',
    tag: 'tasks',
    scope: 'task:read',
    params: taskParams,
    headers: EventsHeaders,
    responses: { 200: { description: 'Events; the data of each is a TaskEvent', body: 'stream' } },
  },
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
  createDocument: {
    id: 'createDocument',
    method: 'POST',
    path: '/api/v1/documents',
    summary: 'Ingest a document',
    tag: 'documents',
    scope: 'document:write',
    body: DocumentRequest,
    bodyLimit: 3 * 1_048_576,
    responses: { 202: { description: 'The document was accepted', body: Document } },
  },
  getDocument: {
    id: 'getDocument',
    method: 'GET',
    path: '/api/v1/documents/{document_id}',
    summary: 'Read how far the ingestion of a document is',
    tag: 'documents',
    scope: 'search',
    params: documentParams,
    responses: { 200: { description: 'The document', body: Document } },
  },
  deleteDocument: {
    id: 'deleteDocument',
    method: 'DELETE',
    path: '/api/v1/documents/{document_id}',
    summary: 'Delete a document and everything indexed from it',
    tag: 'documents',
    scope: 'document:write',
    params: documentParams,
    responses: { 204: { description: 'The document is gone', body: null } },
  },
  search: {
    id: 'search',
    method: 'POST',
    path: '/api/v1/search',
    summary: 'Search the passages of ingested documents',
    tag: 'documents',
    scope: 'search',
    body: SearchRequest,
    responses: { 200: { description: 'The best passages first', body: SearchResponse } },
  },
  listArms: {
    id: 'listArms',
    method: 'GET',
    path: '/api/v1/arms',
    summary: 'List the arms with health, load and breaker state, as the replica that answers sees them',
    tag: 'operations',
    scope: 'arm:list',
    responses: { 200: { description: 'The arms', body: ArmList } },
  },
  registerArm: {
    id: 'registerArm',
    method: 'POST',
    path: '/api/v1/arms/register',
    summary:
      'Register an arm of your own at an endpoint that ORCHESTRATOR_ARM_ALLOWLIST opens, or change it. It is there for all tenants.',
    tag: 'operations',
    scope: 'arm:register',
    body: ArmCapability,
    responses: { 201: { description: 'The arm', body: RegisteredArm } },
  },
  getUsage: {
    id: 'getUsage',
    method: 'GET',
    path: '/api/v1/usage',
    summary: 'Read what the steps of your tasks have used, by day, by model or by both',
    tag: 'operations',
    scope: 'usage:read',
    query: UsageQuery,
    responses: { 200: { description: 'The usage', body: UsageReport } },
  },
  getPerformance: {
    id: 'getPerformance',
    method: 'GET',
    path: '/performance',
    summary: 'Read latency and throughput of tasks and arms over the last minutes, of all replicas together',
    tag: 'operations',
    scope: 'admin',
    query: PerformanceQuery,
    responses: { 200: { description: 'The measurements', body: PerformanceReport } },
  },
  getErrors: {
    id: 'getErrors',
    method: 'GET',
    path: '/errors',
    summary: 'Read what failed lately: your own tenant in detail, all tenants as counts by code',
    tag: 'operations',
    scope: 'admin',
    query: FailureQuery,
    responses: { 200: { description: 'The failures', body: FailureReport } },
  },
  getDebugTasks: {
    id: 'getDebugTasks',
    method: 'GET',
    path: '/debug/tasks',
    summary: 'Read which tasks have not ended: your own tenant in detail, all tenants as counts by status',
    tag: 'operations',
    scope: 'admin',
    query: DebugQuery,
    responses: { 200: { description: 'The tasks', body: DebugTasks } },
  },
  getDebugQueues: {
    id: 'getDebugQueues',
    method: 'GET',
    path: '/debug/queues',
    summary: 'Read how much waits in the queues and behind them',
    tag: 'operations',
    scope: 'admin',
    responses: { 200: { description: 'The queues', body: DebugQueues } },
  },
  getDebugArms: {
    id: 'getDebugArms',
    method: 'GET',
    path: '/debug/arms',
    summary: 'Read the registry of arms of the replica that answers',
    tag: 'operations',
    scope: 'admin',
    responses: { 200: { description: 'The arms', body: DebugArms } },
  },
  getDebugConfig: {
    id: 'getDebugConfig',
    method: 'GET',
    path: '/debug/config',
    summary: 'Read the configuration of the replica that answers, without the values of secrets',
    tag: 'operations',
    scope: 'admin',
    responses: { 200: { description: 'The configuration', body: DebugConfig } },
  },
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;

/** Every public route, as a list. */
export const allRoutes: readonly Route[] = Object.values(routes);

/** Models that no route names in a body of its own, but that clients meet. */
export const extraModels = { TaskEvent, ExecutionEvent, ChatEvent } as const;
