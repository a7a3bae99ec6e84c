import { modelMetrics } from '../metrics/models.ts';
import { defineService } from '../service.ts';
import { providerSettings } from '../settings/providers.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { largeArm } from './sizes.ts';

export const coderArm = defineService({
  name: 'coder-arm',
  kind: 'arm',
  description: 'Writes, mends and analyses code',
  port: 8102,
  settings: { ...armSettings, ...providerSettings },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: modelMetrics,
  egress: ['model-providers'],
  resources: largeArm,
  scaling: { kind: 'replicas', min: 5, max: 20 },
  drainSeconds: 60,
  arm: { actions: [{ name: 'code', path: '/code' }], costTier: 4, maxConcurrentTasks: 20 },
});
