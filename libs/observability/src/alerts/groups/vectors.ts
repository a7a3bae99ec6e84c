import { vectorMetrics } from '@octollm/catalogue';
import { targetMetrics } from '../../exporters/index.ts';
import { bucketsOf, countOf, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { observations, sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.vectors;

/** The vector store. */
export const vectors: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'QdrantDown',
      severity: 'critical',
      service: 'qdrant',
      expr: promql`sum by (namespace) (${targetMetrics.up}{job="qdrant"}) == 0`,
      for: pace(minutes(1)),
      summary: 'Qdrant does not answer in {{ $labels.namespace }}',
      description: 'Searches find nothing by meaning, and documents cannot be indexed.',
      runbook: 'vector-store',
      samples: [sample(targetMetrics.up, { job: 'qdrant' }, { control: 1, fault: 0 })],
    },
    {
      name: 'VectorStoreFailing',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (rate(${countOf(vectorMetrics.vectorOperations)}{outcome="failed"}[${window}])) / sum by (namespace, job) (rate(${countOf(vectorMetrics.vectorOperations)}[${window}])) > ${limit.failureShare}`,
      for: pace(minutes(5)),
      summary: 'Vectors can often not be read or written in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of the operations of {{ $labels.job }} fail.',
      runbook: 'vector-store',
      samples: [
        sample(
          countOf(vectorMetrics.vectorOperations),
          { job: 'retriever-arm', outcome: 'succeeded' },
          { control: 99, fault: 92 },
        ),
        sample(
          countOf(vectorMetrics.vectorOperations),
          { job: 'retriever-arm', outcome: 'failed' },
          { control: 1, fault: 8 },
        ),
      ],
    },
    {
      name: 'VectorSearchSlow',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`histogram_quantile(0.95, sum by (namespace, job, le) (rate(${bucketsOf(vectorMetrics.vectorOperations)}{operation="search"}[${window}]))) > ${limit.searchP95}`,
      for: pace(minutes(10)),
      summary: 'Searches of vectors are slow in {{ $labels.namespace }}',
      description: 'One in twenty of {{ $labels.job }} takes {{ $value | humanizeDuration }} or longer.',
      runbook: 'vector-store',
      samples: observations(
        vectorMetrics.vectorOperations,
        { job: 'retriever-arm', operation: 'search', outcome: 'succeeded' },
        { control: 0.9, fault: 2 },
      ),
    },
  ];
};
