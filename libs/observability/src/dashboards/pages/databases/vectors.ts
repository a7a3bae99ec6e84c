import { vectorMetrics } from '@octollm/catalogue';
import { qdrantExporter } from '../../../exporters/index.ts';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { quantile } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const qdrant = qdrantExporter.metrics;

/** The store of vectors, as the retriever and as it sees itself. */
export const vectorsRow: Row = {
  title: 'Vectors',
  panels: [
    graph({
      title: 'Time of an operation',
      description: 'P95, by operation, as the retriever sees it.',
      unit: 's',
      runbook: 'vector-store',
      query: quantile(0.95, vectorMetrics.vectorOperations, { scope, by: ['operation'] }),
      legend: '{{operation}}',
    }),
    lines({
      title: 'Qdrant',
      description: 'Vectors, and operations that wait for the nodes to agree.',
      unit: 'short',
      runbook: 'vector-store',
      lines: [
        { query: promql`max(${qdrant.vectors}{${scope}})`, legend: 'vectors' },
        { query: promql`max(${qdrant.pending}{${scope}})`, legend: 'waiting operations' },
      ],
    }),
  ],
};
