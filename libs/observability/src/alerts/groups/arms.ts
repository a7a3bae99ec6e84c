import { armCallMetrics, toolMetrics } from '@octollm/catalogue';
import { bucketsOf, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { observations, sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.performance;

/** Operators and what acts on alerts open circuits too, of arms that may be well. */
const held = 'it is held open (breaker.hold in /api/v1/arms says until when and why)';

/** What the orchestrator meets when it calls arms. */
export const arms: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'ArmUnavailable',
      severity: 'warning',
      service: '{{ $labels.arm }}',
      expr: promql`max by (namespace, arm) (${armCallMetrics.armAvailable}) == 0`,
      for: pace(minutes(2)),
      summary: 'The arm {{ $labels.arm }} takes no calls in {{ $labels.namespace }}',
      description: `No orchestrator may call it: its circuit is open, by itself or because ${held}, or it says that it is not ready.`,
      runbook: 'arm-failure',
      samples: [sample(armCallMetrics.armAvailable, { arm: 'coder-arm' }, { control: 1, fault: 0 })],
    },
    {
      name: 'BreakerOpen',
      severity: 'warning',
      service: '{{ $labels.arm }}',
      expr: promql`max by (namespace, arm) (${armCallMetrics.breakerState}) == 2`,
      for: pace(minutes(2)),
      summary: 'The circuit in front of {{ $labels.arm }} is open in {{ $labels.namespace }}',
      description: `Five calls in a row failed, or ${held}. Steps for this arm fail at once until a probe succeeds or the hold ends.`,
      runbook: 'arm-failure',
      samples: [sample(armCallMetrics.breakerState, { arm: 'coder-arm' }, { control: 0, fault: 2 })],
    },
    {
      name: 'ArmSlow',
      severity: 'warning',
      service: '{{ $labels.arm }}',
      expr: promql`histogram_quantile(0.95, sum by (namespace, arm, le) (rate(${bucketsOf(armCallMetrics.armCallDuration)}[${window}]))) > ${limit.armP95}`,
      for: pace(minutes(10)),
      summary: '{{ $labels.arm }} is slow in {{ $labels.namespace }}',
      description: 'One call in twenty takes {{ $value | humanizeDuration }} or longer.',
      runbook: 'arm-failure',
      samples: observations(
        armCallMetrics.armCallDuration,
        { arm: 'coder-arm', outcome: 'succeeded' },
        { control: 20, fault: 50 },
      ),
    },
    {
      name: 'ArmFailing',
      severity: 'warning',
      service: '{{ $labels.arm }}',
      expr: promql`sum by (namespace, arm) (rate(${armCallMetrics.armCalls}{outcome="failed"}[${window}])) / sum by (namespace, arm) (rate(${armCallMetrics.armCalls}{outcome=~"succeeded|rejected|failed"}[${window}])) > ${limit.armFailureShare}`,
      for: pace(minutes(5)),
      summary: 'Calls of {{ $labels.arm }} fail in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of them do, by the fault of the arm.',
      runbook: 'arm-failure',
      samples: [
        // What an arm rejects it has answered, as callers please; what is refused it was not asked.
        sample(armCallMetrics.armCalls, { arm: 'coder-arm', outcome: 'rejected' }, { control: 10, fault: 0 }),
        sample(armCallMetrics.armCalls, { arm: 'coder-arm', outcome: 'refused' }, { control: 0, fault: 40 }),
        sample(armCallMetrics.armCalls, { arm: 'coder-arm', outcome: 'succeeded' }, { control: 9, fault: 7 }),
        sample(armCallMetrics.armCalls, { arm: 'coder-arm', outcome: 'failed' }, { control: 1, fault: 3 }),
      ],
    },
    {
      name: 'ToolFailing',
      severity: 'info',
      service: 'executor-arm',
      expr: promql`sum by (namespace, tool) (rate(${toolMetrics.toolCalls}{outcome="failed"}[${window}])) / sum by (namespace, tool) (rate(${toolMetrics.toolCalls}[${window}])) > ${limit.toolFailureShare}`,
      for: pace(minutes(10)),
      summary: 'The tool {{ $labels.tool }} fails in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of its calls do.',
      runbook: 'arm-failure',
      samples: [
        sample(toolMetrics.toolCalls, { tool: 'http_get', outcome: 'succeeded' }, { control: 8, fault: 3 }),
        sample(toolMetrics.toolCalls, { tool: 'http_get', outcome: 'failed' }, { control: 2, fault: 7 }),
      ],
    },
  ];
};
