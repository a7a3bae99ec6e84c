import {
  authenticationMetrics,
  denyListMetrics,
  guardrailMetrics,
  qualityMetrics,
  reflexGateway,
} from '@octollm/catalogue';
import { bucketsOf, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { share } from '../pace.ts';
import { observations, sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.guardrails;
const { limited } = reflexGateway.metrics;
const job = 'reflex-gateway';

export const guardrails: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'InjectionBurst',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (increase(${guardrailMetrics.injectionBlocks}[${window}])) > ${share(limit.injections, minutes(5), window)}`,
      for: pace(minutes(1)),
      summary: 'Many injections are tried in {{ $labels.namespace }}',
      description: '{{ $labels.job }} blocked {{ $value | humanize }} within five minutes.',
      runbook: 'security-violation',
      samples: [
        sample(guardrailMetrics.injectionBlocks, { job, class: 'ignore_previous' }, { control: 1, fault: 6 }),
        sample(guardrailMetrics.injectionBlocks, { job, class: 'template' }, { control: 1, fault: 6 }),
      ],
    },
    {
      name: 'RedactionFailing',
      severity: 'critical',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (increase(${guardrailMetrics.guardFailures}[${window}])) > 0`,
      for: pace(minutes(1)),
      summary: 'Texts cannot be screened in {{ $labels.namespace }}',
      description:
        '{{ $labels.job }} held back {{ $value | humanize }} within five minutes because screening or redacting them failed.',
      runbook: 'guardrails',
      everyFaultCounts: true,
      samples: [sample(guardrailMetrics.guardFailures, { job, guard: 'body' }, { control: 0, fault: 2 })],
    },
    {
      name: 'ScreeningSlow',
      severity: 'info',
      service: '{{ $labels.job }}',
      expr: promql`histogram_quantile(0.95, sum by (namespace, job, le) (rate(${bucketsOf(guardrailMetrics.guardDuration)}[${window}]))) > ${limit.screeningP95}`,
      for: pace(minutes(10)),
      summary: 'Screening takes long in {{ $labels.namespace }}',
      description: 'One text in twenty takes {{ $labels.job }} {{ $value | humanizeDuration }} or longer.',
      runbook: 'guardrails',
      samples: observations(
        guardrailMetrics.guardDuration,
        { job, guard: 'body' },
        { control: 0.02, fault: 0.05 },
      ),
    },
    {
      name: 'UnauthorisedBurst',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (increase(${authenticationMetrics.authenticationFailures}[${window}])) > ${share(limit.unauthorised, minutes(5), window)}`,
      for: pace(minutes(1)),
      summary: 'Many callers of {{ $labels.job }} in {{ $labels.namespace }} have no valid key',
      description: '{{ $value | humanize }} requests were answered with 401 within five minutes.',
      runbook: 'security-violation',
      samples: [
        sample(
          authenticationMetrics.authenticationFailures,
          { job, reason: 'missing' },
          { control: 5, fault: 20 },
        ),
        sample(
          authenticationMetrics.authenticationFailures,
          { job, reason: 'invalid' },
          { control: 5, fault: 40 },
        ),
      ],
    },
    {
      name: 'RateLimitedBurst',
      severity: 'info',
      service: 'reflex-gateway',
      expr: promql`sum by (namespace, limit) (rate(${limited}[${window}])) > ${limit.limitedPerSecond}`,
      for: pace(minutes(5)),
      summary: 'Many requests are over a limit in {{ $labels.namespace }}',
      description: '{{ $value | humanize }} a second are refused by the limit of {{ $labels.limit }}.',
      runbook: 'security-violation',
      samples: [sample(limited, { tier: 'basic', limit: 'requests' }, { control: 200, fault: 1_200 })],
    },
    {
      name: 'StoppedTokensUnheard',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`max by (namespace, job) (${denyListMetrics.unheard}) == 1`,
      for: pace(minutes(5)),
      summary: '{{ $labels.job }} in {{ $labels.namespace }} does not hear which tokens were stopped',
      description: 'A token that was stopped works until it expires, five minutes at most.',
      runbook: 'security-violation',
      samples: [sample(denyListMetrics.unheard, { job: 'orchestrator' }, { control: 0, fault: 1 })],
    },
    {
      name: 'AnswersRejected',
      severity: 'info',
      service: 'judge-arm',
      expr: promql`sum by (namespace) (rate(${qualityMetrics.verdicts}{verdict="invalid"}[${window}])) / sum by (namespace) (rate(${qualityMetrics.verdicts}[${window}])) > ${limit.invalidShare}`,
      for: pace(minutes(10)),
      summary: 'The judge rejects many answers in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of them; each costs another round.',
      runbook: 'guardrails',
      samples: [
        sample(qualityMetrics.verdicts, { verdict: 'valid' }, { control: 80, fault: 30 }),
        sample(qualityMetrics.verdicts, { verdict: 'invalid' }, { control: 20, fault: 70 }),
      ],
    },
  ];
};
