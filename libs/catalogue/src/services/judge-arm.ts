import { modelMetrics } from '../metrics/models.ts';
import { qualityMetrics } from '../metrics/quality.ts';
import { defineService } from '../service.ts';
import { providerSettings } from '../settings/providers.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { smallArm } from './sizes.ts';

export const judgeArm = defineService({
  name: 'judge-arm',
  kind: 'arm',
  description: 'Checks an answer against its sources and the acceptance criteria',
  port: 8103,
  settings: { ...armSettings, ...providerSettings },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: { ...modelMetrics, ...qualityMetrics },
  egress: ['model-providers'],
  resources: smallArm,
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 30,
  arm: { actions: [{ name: 'validate', path: '/validate' }], costTier: 2, maxConcurrentTasks: 50 },
});
