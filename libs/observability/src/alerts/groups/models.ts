import { modelMetrics } from '@octollm/catalogue';
import { bucketsOf, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { observations, sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.models;
const model = { provider: 'openai', model: 'gpt-4.1-mini' } as const;

/** Whether models answer. */
export const models: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'ModelBreakerOpen',
      severity: 'critical',
      service: 'models',
      expr: promql`min by (namespace, provider) (${modelMetrics.llmBreakerState}) == 2`,
      for: pace(minutes(2)),
      summary: 'Nobody reaches the models of {{ $labels.provider }} in {{ $labels.namespace }}',
      description: 'The circuit of every service in front of {{ $labels.provider }} is open.',
      runbook: 'llm-api-failure',
      samples: [
        sample(
          modelMetrics.llmBreakerState,
          { provider: 'openai', job: 'coder-arm' },
          { control: 2, fault: 2 },
        ),
        sample(
          modelMetrics.llmBreakerState,
          { provider: 'openai', job: 'judge-arm' },
          { control: 0, fault: 2 },
        ),
      ],
    },
    {
      name: 'ModelCallsFailing',
      severity: 'warning',
      service: 'models',
      expr: promql`sum by (namespace, provider) (rate(${modelMetrics.llmCalls}{outcome="failed"}[${window}])) / sum by (namespace, provider) (rate(${modelMetrics.llmCalls}[${window}])) > ${limit.failureShare}`,
      for: pace(minutes(5)),
      summary: 'Calls of {{ $labels.provider }} fail in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of them do.',
      runbook: 'llm-api-failure',
      samples: [
        sample(modelMetrics.llmCalls, { ...model, outcome: 'succeeded' }, { control: 95, fault: 75 }),
        sample(modelMetrics.llmCalls, { ...model, outcome: 'failed' }, { control: 5, fault: 25 }),
      ],
    },
    {
      name: 'ModelSlow',
      severity: 'warning',
      service: 'models',
      expr: promql`histogram_quantile(0.95, sum by (namespace, provider, model, le) (rate(${bucketsOf(modelMetrics.llmDuration)}[${window}]))) > ${limit.p95}`,
      for: pace(minutes(10)),
      summary: '{{ $labels.model }} of {{ $labels.provider }} answers slowly in {{ $labels.namespace }}',
      description: 'One call in twenty takes {{ $value | humanizeDuration }} or longer.',
      runbook: 'llm-api-failure',
      samples: observations(modelMetrics.llmDuration, model, { control: 20, fault: 50 }),
    },
  ];
};
