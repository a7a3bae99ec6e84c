import { ingestQueue } from '../queues.ts';
import { defineService } from '../service.ts';
import { cacheStore } from '../stores/cache.ts';
import { postgres } from '../stores/postgres.ts';
import { queueStore } from '../stores/queue.ts';
import { vectors } from '../stores/vectors.ts';
import { armSettings } from './arm-settings.ts';
import { largeArm } from './sizes.ts';

export const retrieverArm = defineService({
  name: 'retriever-arm',
  kind: 'arm',
  description: 'Stores and indexes documents, searches them and answers from them with citations',
  port: 8106,
  settings: armSettings,
  calls: [],
  stores: [postgres, queueStore, cacheStore, vectors],
  queues: { produces: [ingestQueue], consumes: [ingestQueue] },
  metrics: {},
  egress: [],
  resources: largeArm,
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 30,
  arm: {
    actions: [
      { name: 'search', path: '/search' },
      { name: 'answer', path: '/answer' },
      { name: 'ask', path: '/ask' },
      { name: 'ingest', path: '/ingest' },
      { name: 'forget', path: '/forget' },
    ],
    costTier: 1,
    maxConcurrentTasks: 50,
  },
});
