import { z } from 'zod';
import { ArmBreaker, ArmCapability, ArmId, ArmList, RegisteredArm } from '../../models/arm.ts';
import { DebugArms, DebugConfig, DebugQuery, DebugQueues, DebugTasks } from '../../models/debug.ts';
import { FailureQuery, FailureReport } from '../../models/failures.ts';
import { BreakerOrder } from '../../models/holds.ts';
import { PerformanceQuery, PerformanceReport } from '../../models/performance.ts';
import { PlatformStatus } from '../../models/platform-status.ts';
import { UsageQuery, UsageReport } from '../../models/usage-report.ts';
import type { Route } from '../route.ts';

const armParams = z.strictObject({ arm_id: ArmId });

/** What operators read and do. */
export const operationRoutes = {
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
  openBreaker: {
    id: 'openBreaker',
    method: 'PUT',
    path: '/api/v1/arms/{arm_id}/breaker',
    summary:
      'Hold the circuit breaker of an arm open for so long, for all tenants: its calls go to another arm or are answered as with any open circuit. Other replicas follow within two seconds. Again: another end and reason.',
    tag: 'operations',
    scope: 'admin',
    params: armParams,
    body: BreakerOrder,
    responses: { 200: { description: 'The breaker', body: ArmBreaker } },
  },
  closeBreaker: {
    id: 'closeBreaker',
    method: 'DELETE',
    path: '/api/v1/arms/{arm_id}/breaker',
    summary:
      'Hold the circuit breaker of an arm open no longer. One that has opened because calls failed stays open until its probe.',
    tag: 'operations',
    scope: 'admin',
    params: armParams,
    responses: { 204: { description: 'Nobody holds it open', body: null } },
  },
  getStatus: {
    id: 'getStatus',
    method: 'GET',
    path: '/status',
    summary:
      'Read services, queues, circuit breakers, spending, failures, paused tenants and alerts at a glance; a part that cannot be read says why in its place',
    tag: 'operations',
    scope: 'admin',
    servedBy: 'gateway',
    responses: { 200: { description: 'The state of the platform', body: PlatformStatus } },
  },
  getUsage: {
    id: 'getUsage',
    method: 'GET',
    path: '/api/v1/usage',
    summary:
      'Read what the steps of your tasks have used, by day, by model or by both; with the scope admin also what those of all tenants have used within a day',
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
