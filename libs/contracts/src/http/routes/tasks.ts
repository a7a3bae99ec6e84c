import { z } from 'zod';
import { ApprovalRequest } from '../../models/approvals.ts';
import { AuditTrail } from '../../models/audit.ts';
import { CheckpointList, ForkRequest } from '../../models/checkpoints.ts';
import { StepId } from '../../models/plan.ts';
import { Id } from '../../models/primitives.ts';
import { CancelRequest, Task, TaskPage, TaskPlan, TaskQuery, TaskRequest } from '../../models/task.ts';
import type { Route } from '../route.ts';
import { EventsHeaders, SubmitHeaders } from './headers.ts';

const taskParams = z.strictObject({ task_id: Id });
const approvalParams = z.strictObject({ task_id: Id, step_id: StepId });
const task = { description: 'The task', body: Task };

/** Tasks: submitting, following, deciding, cancelling and forking them. */
export const taskRoutes = {
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
} as const satisfies Record<string, Route>;
