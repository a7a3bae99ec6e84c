import { armMetrics, callRecordMetrics, modelMetrics } from '@octollm/catalogue';
import { countOf, promql, sumOf } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { inRange, perSecond, quantile, share } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** Who is asked, how it goes and what it uses. */
export const callsRow: Row = {
  title: 'Calls',
  panels: [
    graph({
      title: 'Tokens a minute',
      description: 'By model and kind.',
      unit: 'short',
      query: promql`${perSecond(modelMetrics.llmTokens, { scope, by: ['model', 'kind'] })} * 60`,
      legend: '{{model}} {{kind}}',
    }),
    graph({
      title: 'Calls that failed',
      description: 'The share of calls, by provider.',
      unit: 'percentunit',
      bounds: { min: 0 },
      thresholds: { warning: 0.02, critical: 0.1 },
      runbook: 'llm-api-failure',
      query: share(
        perSecond(modelMetrics.llmCalls, { scope, where: 'outcome="failed"', by: ['provider'] }),
        perSecond(modelMetrics.llmCalls, { scope, by: ['provider'] }),
      ),
      legend: '{{provider}}',
    }),
    graph({
      title: 'Time of a call',
      description: 'P95, by model.',
      unit: 's',
      runbook: 'llm-api-failure',
      query: quantile(0.95, modelMetrics.llmDuration, { scope, by: ['model'] }),
      legend: '{{model}}',
    }),
    graph({
      title: 'Circuit breakers',
      description: '0 closed, 1 half open, 2 open, by provider.',
      unit: 'none',
      bounds: { min: 0, max: 2 },
      thresholds: { warning: 1, critical: 2 },
      runbook: 'llm-api-failure',
      query: promql`max by (provider) (${modelMetrics.llmBreakerState}{${scope}})`,
      legend: '{{provider}}',
    }),
    graph({
      title: 'Tokens of an action',
      description: 'On average, by arm and kind.',
      unit: 'short',
      query: promql`sum by (arm, kind) (rate(${sumOf(armMetrics.tokens)}{${scope}}[1h])) / sum by (arm, kind) (rate(${countOf(armMetrics.tokens)}{${scope}}[1h]))`,
      legend: '{{arm}} {{kind}}',
    }),
    lines({
      title: 'Records of calls',
      description: 'Calls whose use is not written down yet, and those whose use is lost.',
      unit: 'short',
      runbook: 'llm-cost',
      lines: [
        {
          query: promql`sum(${callRecordMetrics.callRecordsWaiting}{${scope}})`,
          legend: 'waiting',
        },
        { query: inRange(callRecordMetrics.callRecordsLost, { scope }), legend: 'lost' },
      ],
    }),
  ],
};
