import { counter, gauge, histogram } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://qdrant.tech/documentation/guides/monitoring/ */
export const qdrantExporter = defineExporter('qdrant', {
  collections: gauge({ name: 'collections_total', help: 'Collections' }),
  vectors: gauge({ name: 'collections_vector_total', help: 'Vectors of all collections' }),
  peers: gauge({ name: 'cluster_peers_total', help: 'Nodes of the cluster' }),
  pending: gauge({ name: 'cluster_pending_operations_total', help: 'Operations that wait for consensus' }),
  responses: counter({
    name: 'rest_responses_total',
    help: 'Answers',
    labels: ['method', 'endpoint', 'status'],
  }),
  failures: counter({
    name: 'rest_responses_fail_total',
    help: 'Answers that are failures',
    labels: ['method', 'endpoint', 'status'],
  }),
  duration: histogram({
    name: 'rest_responses_duration_seconds',
    help: 'Time an answer took',
    labels: ['method', 'endpoint', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 10],
  }),
});
