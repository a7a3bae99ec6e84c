import { authenticationMetrics, guardrailMetrics, qualityMetrics, reflexGateway } from '@octollm/catalogue';
import type { Row } from '../../parts/dashboard.ts';
import { graph, stat } from '../../parts/panel.ts';
import { inRange, perSecond, quantile } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What is found in texts, and what is refused. */
export const guardrailsRow: Row = {
  title: 'Guardrails',
  panels: [
    stat({
      title: 'Injections refused in the time shown',
      description: 'A burst of them is an alert.',
      unit: 'short',
      runbook: 'guardrails',
      rare: true,
      query: inRange(guardrailMetrics.injectionBlocks, { scope }),
    }),
    stat({
      title: 'Personal data found in the time shown',
      description: 'Names, numbers and secrets that were hidden or refused.',
      unit: 'short',
      runbook: 'guardrails',
      query: inRange(guardrailMetrics.personalData, { scope }),
    }),
    stat({
      title: 'Texts that could not be screened',
      description: 'They were not let through. Any is an alert.',
      unit: 'short',
      thresholds: { warning: 1, critical: 5 },
      runbook: 'guardrails',
      rare: true,
      query: inRange(guardrailMetrics.guardFailures, { scope }),
    }),
    stat({
      title: 'Callers refused in the time shown',
      description: 'Requests that were answered with 401.',
      unit: 'short',
      runbook: 'security-violation',
      rare: true,
      query: inRange(authenticationMetrics.authenticationFailures, { scope }),
    }),
    graph({
      title: 'Decisions',
      description: 'Texts a second, by what was screened and what was decided.',
      unit: 'ops',
      runbook: 'guardrails',
      query: perSecond(guardrailMetrics.guardDecisions, { scope, by: ['guard', 'decision'] }),
      legend: '{{guard}} {{decision}}',
    }),
    graph({
      title: 'Injections',
      description: 'Refused a second, by class and severity.',
      unit: 'ops',
      rare: true,
      runbook: 'guardrails',
      query: perSecond(guardrailMetrics.injectionBlocks, { scope, by: ['class', 'severity'] }),
      legend: '{{class}} {{severity}}',
    }),
    graph({
      title: 'Personal data',
      description: 'Found a second, by type.',
      unit: 'ops',
      runbook: 'guardrails',
      query: perSecond(guardrailMetrics.personalData, { scope, by: ['type'] }),
      legend: '{{type}}',
    }),
    graph({
      title: 'Time of screening',
      description: 'P95, by what is screened.',
      unit: 's',
      thresholds: { warning: 0.01, critical: 0.1 },
      runbook: 'guardrails',
      query: quantile(0.95, guardrailMetrics.guardDuration, { scope, by: ['guard'] }),
      legend: '{{guard}}',
    }),
    graph({
      title: 'Requests over a limit',
      description: 'Refused a second, by tier and limit.',
      unit: 'ops',
      rare: true,
      query: perSecond(reflexGateway.metrics.limited, { scope, by: ['tier', 'limit'] }),
      legend: '{{tier}} {{limit}}',
    }),
    graph({
      title: 'Verdicts of the judge',
      description: 'Answers a second.',
      unit: 'ops',
      query: perSecond(qualityMetrics.verdicts, { scope, by: ['verdict'] }),
      legend: '{{verdict}}',
    }),
  ],
};
