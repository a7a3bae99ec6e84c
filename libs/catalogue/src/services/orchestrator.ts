import { taskMetrics } from '../metrics/tasks.ts';
import { taskQueue } from '../queues.ts';
import { defineService } from '../service.ts';
import { ed25519Key, integer } from '../settings/builders.ts';
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
      description: 'tasks a replica works on at the same time',
      default: 20,
    }),
  },
  calls: [plannerArm, coderArm, judgeArm, executorArm, retrieverArm, guardianArm],
  stores: [postgres, queueStore],
  queues: { produces: [taskQueue], consumes: [taskQueue] },
  metrics: taskMetrics,
  egress: [],
  resources: {
    cpu: { request: '500m', limit: '2' },
    memory: { request: '512Mi', limit: '2Gi' },
    ephemeralStorage: { request: '128Mi', limit: '1Gi' },
  },
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 60,
});
