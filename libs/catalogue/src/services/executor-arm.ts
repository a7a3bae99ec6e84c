import { defineService } from '../service.ts';
import { list } from '../settings/builders.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { largeArm } from './sizes.ts';

export const executorArm = defineService({
  name: 'executor-arm',
  kind: 'arm',
  description: 'Runs tools: HTTP requests to public addresses',
  port: 8104,
  settings: {
    ...armSettings,
    EXECUTOR_HTTP_ALLOWLIST: list({
      description:
        'addresses (host:port, * for any) that may be called although they are not public; for tests',
      default: [],
    }),
  },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: {},
  egress: ['public-http'],
  resources: largeArm,
  scaling: { kind: 'replicas', min: 5, max: 10 },
  drainSeconds: 60,
  arm: { actions: [{ name: 'execute', path: '/execute' }], costTier: 3, maxConcurrentTasks: 50 },
});
