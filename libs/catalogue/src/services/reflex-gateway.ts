import { limitMetrics } from '../metrics/limits.ts';
import { counter } from '../metrics/metric.ts';
import { defineService } from '../service.ts';
import { ed25519Key } from '../settings/builders.ts';
import { cacheStore } from '../stores/cache.ts';
import { postgres } from '../stores/postgres.ts';
import { orchestrator } from './orchestrator.ts';

export const reflexGateway = defineService({
  name: 'reflex-gateway',
  kind: 'gateway',
  description: 'The public edge: identifies callers, limits and validates requests and passes them on',
  port: 8080,
  settings: {
    GATEWAY_SIGNING_KEY: ed25519Key('private')({
      description: 'the key that signs the tokens for the orchestrator',
      secret: true,
    }),
  },
  calls: [orchestrator],
  stores: [postgres, cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: {
    ...limitMetrics,
    authentications: counter({
      name: 'authentications_total',
      help: 'Keys that were checked, by outcome',
      labels: ['outcome'],
    }),
    limited: counter({ name: 'rate_limited_total', help: 'Requests refused by a limit', labels: ['tier'] }),
  },
  egress: [],
  resources: {
    cpu: { request: '500m', limit: '2' },
    memory: { request: '256Mi', limit: '512Mi' },
    ephemeralStorage: { request: '128Mi', limit: '512Mi' },
  },
  scaling: { kind: 'per-node' },
  drainSeconds: 30,
});
