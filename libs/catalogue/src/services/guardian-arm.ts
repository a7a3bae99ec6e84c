import { guardrailMetrics } from '../metrics/guardrails.ts';
import { defineService } from '../service.ts';
import { guardrailSettings } from '../settings/guardrails.ts';
import { cacheStore } from '../stores/cache.ts';
import { armSettings } from './arm-settings.ts';
import { smallArm } from './sizes.ts';

export const guardianArm = defineService({
  name: 'guardian-arm',
  kind: 'arm',
  description: 'Finds personal data and secrets in texts and redacts them',
  port: 8107,
  settings: { ...armSettings, ...guardrailSettings },
  calls: [],
  stores: [cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: guardrailMetrics,
  egress: [],
  resources: smallArm,
  scaling: { kind: 'replicas', min: 2, max: 10 },
  drainSeconds: 30,
  arm: { actions: [{ name: 'check', path: '/check' }], costTier: 1, maxConcurrentTasks: 100 },
});
