import { modelMetrics } from '../metrics/models.ts';
import { defineService } from '../service.ts';
import { providerSettings } from '../settings/providers.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { smallArm } from './sizes.ts';

export const plannerArm = defineService({
  name: 'planner-arm',
  kind: 'arm',
  description: 'Turns a goal into a validated graph of steps',
  port: 8100,
  settings: { ...armSettings, ...providerSettings },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: modelMetrics,
  egress: ['model-providers'],
  resources: smallArm,
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 30,
  arm: { actions: [{ name: 'plan', path: '/plan' }], costTier: 2, maxConcurrentTasks: 50 },
});
