import { budgetMetrics, callRecordMetrics, modelMetrics } from '@octollm/catalogue';
import { days, hours, minutes, promql } from '../../promql/index.ts';
import { spentIn } from '../../recorded/spend.ts';
import type { AlertGroup } from '../alert.ts';
import { share } from '../pace.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.models;
const model = { provider: 'openai', model: 'gpt-4.1-mini' } as const;
const dollarsPerMinute = (perDay: number): number => perDay / 1_440;

export const spend: AlertGroup = ({ pace }) => {
  const hour = pace(hours(1));
  const day = pace(days(1));
  const week = pace(days(7));
  const month = pace(days(30));
  const ofDay = spentIn(days(1), pace);
  const ofWeek = spentIn(days(7), pace);
  return [
    {
      name: 'ModelSpendPerDay',
      severity: 'warning',
      service: 'models',
      expr: promql`${ofDay} > ${share(limit.perDay, days(1), day)}`,
      for: pace(minutes(5)),
      summary: 'Models cost much in {{ $labels.namespace }} today',
      description: 'They cost {{ $value | printf "%.2f" }} dollars within 24 hours.',
      runbook: 'llm-cost',
      samples: [
        sample(modelMetrics.llmCost, model, { control: dollarsPerMinute(200), fault: dollarsPerMinute(450) }),
        sample(
          modelMetrics.llmCost,
          { ...model, model: 'gpt-4.1' },
          { control: 0, fault: dollarsPerMinute(200) },
        ),
      ],
    },
    {
      name: 'ModelSpendPerMonth',
      severity: 'critical',
      service: 'models',
      expr: promql`${spentIn(days(30), pace)} > ${share(limit.perMonth, days(30), month)}`,
      for: pace(hours(1)),
      summary: 'Models cost more than planned in {{ $labels.namespace }} this month',
      description: 'They cost {{ $value | printf "%.2f" }} dollars within 30 days.',
      runbook: 'llm-cost',
      samples: [
        sample(modelMetrics.llmCost, model, { control: dollarsPerMinute(300), fault: dollarsPerMinute(600) }),
        sample(
          modelMetrics.llmCost,
          { ...model, model: 'gpt-4.1' },
          { control: 0, fault: dollarsPerMinute(400) },
        ),
      ],
      faultLasts: days(5),
    },
    {
      name: 'ModelSpendSpike',
      severity: 'warning',
      service: 'models',
      // A platform that has just begun to spend has no average to be compared with, hence the floor.
      expr: promql`${ofDay} > ${limit.spike} * ${ofWeek} / ${week.seconds / day.seconds} and ${ofDay} > ${share(limit.spikeFloor, days(1), day)}`,
      for: pace(hours(1)),
      summary: 'Models cost far more than usual in {{ $labels.namespace }}',
      description:
        'They cost {{ $value | printf "%.2f" }} dollars within 24 hours: over twice the average of the week.',
      runbook: 'llm-cost',
      samples: [
        sample(modelMetrics.llmCost, model, { control: dollarsPerMinute(60), fault: dollarsPerMinute(300) }),
      ],
      faultLasts: day,
    },
    {
      name: 'TokenUsageHigh',
      severity: 'info',
      service: 'models',
      expr: promql`sum by (namespace, model) (increase(${modelMetrics.llmTokens}[${hour}])) > ${share(limit.tokensPerHour, hours(1), hour)}`,
      for: pace(minutes(30)),
      summary: '{{ $labels.model }} reads and writes much in {{ $labels.namespace }}',
      description: '{{ $value | humanize }} tokens within an hour.',
      runbook: 'llm-cost',
      samples: [
        sample(modelMetrics.llmTokens, { ...model, kind: 'prompt' }, { control: 10_000, fault: 20_000 }),
        sample(modelMetrics.llmTokens, { ...model, kind: 'completion' }, { control: 1_000, fault: 5_000 }),
      ],
    },
    {
      name: 'BudgetNearlySpent',
      severity: 'info',
      service: 'models',
      expr: promql`max by (namespace, tier) (${budgetMetrics.budgetTenantsNearLimit}{percent="80"}) > 0`,
      for: pace(minutes(5)),
      summary:
        'Tenants of the tier {{ $labels.tier }} in {{ $labels.namespace }} have little of their month left',
      description: '{{ $value }} of them have spent or reserved four fifths of their budget.',
      runbook: 'llm-cost',
      samples: [
        sample(
          budgetMetrics.budgetTenantsNearLimit,
          { tier: 'basic', percent: '80' },
          { control: 0, fault: 2 },
        ),
      ],
    },
    {
      name: 'BudgetSpent',
      severity: 'warning',
      service: 'models',
      expr: promql`max by (namespace, tier) (${budgetMetrics.budgetTenantsNearLimit}{percent="100"}) > 0`,
      for: pace(minutes(5)),
      summary: 'Tenants of the tier {{ $labels.tier }} in {{ $labels.namespace }} may spend nothing more',
      description:
        '{{ $value }} of them have spent or reserved all of their budget; their calls are refused.',
      runbook: 'llm-cost',
      samples: [
        sample(
          budgetMetrics.budgetTenantsNearLimit,
          { tier: 'basic', percent: '100' },
          { control: 0, fault: 1 },
        ),
      ],
    },
    {
      name: 'UsageRecordsLost',
      severity: 'critical',
      service: 'reflex-gateway',
      expr: promql`sum by (namespace) (increase(${callRecordMetrics.callRecordsLost}[${pace(minutes(15))}])) > 0`,
      for: pace(minutes(1)),
      summary: 'What callers used is not written down in {{ $labels.namespace }}',
      description: '{{ $value | humanize }} calls of models are on nobody’s bill.',
      runbook: 'llm-cost',
      everyFaultCounts: true,
      samples: [sample(callRecordMetrics.callRecordsLost, {}, { control: 0, fault: 1 })],
    },
  ];
};
