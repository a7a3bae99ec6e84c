import { modelMetrics } from '../metrics/models.ts';
import { ingestQueue } from '../queues.ts';
import { defineService } from '../service.ts';
import { text } from '../settings/builders.ts';
import { guardrailSettings } from '../settings/guardrails.ts';
import { providerSettings } from '../settings/providers.ts';
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
  settings: {
    ...armSettings,
    ...guardrailSettings,
    ...providerSettings,
    RETRIEVAL_EMBEDDING_MODEL: text({
      description:
        'the model that makes the vectors by which passages are found, as provider/model or by a name that /v1/models lists; each passage and each query is then sent to its provider, which costs money. Vectors that only stand for words when not set',
      optional: true,
    }),
  },
  calls: [],
  stores: [postgres, queueStore, cacheStore, vectors],
  queues: { produces: [ingestQueue], consumes: [ingestQueue] },
  metrics: modelMetrics,
  egress: ['model-providers'],
  // Two threads read documents, each within 768 MiB.
  resources: { ...largeArm, memory: { request: '512Mi', limit: '2Gi' } },
  scaling: { kind: 'replicas', min: 3, max: 10 },
  drainSeconds: 30,
  arm: {
    actions: [
      { name: 'search', path: '/search' },
      { name: 'answer', path: '/answer' },
      { name: 'ask', path: '/ask' },
      { name: 'ingest', path: '/ingest' },
      { name: 'forget', path: '/forget' },
      { name: 'recall', path: '/recall' },
      { name: 'remember', path: '/remember' },
      { name: 'solutions', path: '/solutions' },
      { name: 'keep', path: '/keep' },
    ],
    costTier: 1,
    maxConcurrentTasks: 50,
  },
});
