import { armCallMetrics } from '../metrics/arm-calls.ts';
import { budgetMetrics } from '../metrics/budgets.ts';
import { denyListMetrics } from '../metrics/deny-list.ts';
import { limitMetrics } from '../metrics/limits.ts';
import { memoryMetrics } from '../metrics/memory.ts';
import { taskMetrics } from '../metrics/tasks.ts';
import { toolMetrics } from '../metrics/tools.ts';
import { taskQueue } from '../queues.ts';
import { defineService } from '../service.ts';
import { counts, ed25519Key, integer, list } from '../settings/builders.ts';
import { sessionRetention } from '../settings/retention.ts';
import { cacheStore } from '../stores/cache.ts';
import { postgres } from '../stores/postgres.ts';
import { queueStore } from '../stores/queue.ts';
import { coderArm } from './coder-arm.ts';
import { executorArm } from './executor-arm.ts';
import { guardianArm } from './guardian-arm.ts';
import { judgeArm } from './judge-arm.ts';
import { plannerArm } from './planner-arm.ts';
import { retrieverArm } from './retriever-arm.ts';

export const orchestrator = defineService({
  name: 'orchestrator',
  kind: 'orchestrator',
  description: 'Takes tasks, plans them, runs their steps on the arms and keeps their state',
  port: 8000,
  settings: {
    GATEWAY_PUBLIC_KEY: ed25519Key('public')({
      description: 'the key that checks the tokens of the gateway',
    }),
    ORCHESTRATOR_SIGNING_KEY: ed25519Key('private')({
      description: 'the key that signs the capability tokens for the arms',
      secret: true,
    }),
    ORCHESTRATOR_CONCURRENCY: integer(
      1,
      1_000,
    )({
      description:
        'tasks a replica works on at the same time at most; it begins with a fifth and follows its load',
      default: 20,
    }),
    ORCHESTRATOR_MAX_QUEUE_AGE_SECONDS: integer(
      1,
      86_400,
    )({
      description: 'seconds a task may wait; once one waits longer, new work is refused',
      default: 60,
    }),
    ORCHESTRATOR_MAX_QUEUED_TASKS: integer(
      1,
      100_000,
    )({
      description: 'tasks that may wait; while more do, new work is refused',
      default: 20_000,
    }),
    ORCHESTRATOR_MAX_CALLS: integer(
      1,
      100_000,
    )({
      description: 'calls of arms in flight at the same time, over all replicas when there is a cache store',
      default: 200,
    }),
    ORCHESTRATOR_TOOL_LIMITS: counts({
      description:
        'calls in flight for each tool of the executor, counted likewise; a tool that is not named has no limit of its own',
      default: { http_get: 50, http_post: 20, shell: 4, python: 4, javascript: 4 },
    }),
    ORCHESTRATOR_ARM_ALLOWLIST: list({
      description:
        'where foreign arms may be registered (host:port, * for any); empty: nowhere. A cluster also needs a network policy that lets the orchestrator out to them',
      default: [],
    }),
    ORCHESTRATOR_LEASE_SECONDS: integer(
      2,
      300,
    )({
      description:
        'seconds after which another replica takes over the tasks of one that was killed; a replica that stands still for longer loses its own',
      default: 10,
    }),
    ORCHESTRATOR_BREAKER_RESET_SECONDS: integer(
      1,
      3_600,
    )({
      description: 'seconds after which an arm that failed five times in a row is tried again',
      default: 60,
    }),
    ...sessionRetention,
  },
  calls: [plannerArm, coderArm, judgeArm, executorArm, retrieverArm, guardianArm],
  stores: [postgres, queueStore, cacheStore],
  queues: { produces: [taskQueue], consumes: [taskQueue] },
  metrics: {
    ...taskMetrics,
    ...armCallMetrics,
    ...toolMetrics,
    ...memoryMetrics,
    ...budgetMetrics,
    ...limitMetrics,
    ...denyListMetrics,
  },
  egress: [],
  resources: {
    cpu: { request: '500m', limit: '2' },
    memory: { request: '512Mi', limit: '2Gi' },
    ephemeralStorage: { request: '128Mi', limit: '1Gi' },
  },
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 60,
});
