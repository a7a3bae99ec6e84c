/** The runbooks, one for each family of alerts: files in `docs/operations/runbooks`, without their ending. */
export const runbooks = [
  'service-unavailable',
  'high-error-rate',
  'high-latency',
  'task-throughput',
  'arm-failure',
  'resource-exhaustion',
  'disk-space',
  'memory-leak',
  'workload-unhealthy',
  'database-connection',
  'database-replication',
  'slow-queries',
  'vector-store',
  'cache-performance',
  'redis-unavailable',
  'queue-backlog',
  'dead-letters',
  'llm-api-failure',
  'llm-cost',
  'guardrails',
  'security-violation',
  'backups',
  'certificates',
  'monitoring-stack',
  'gpu',
  'error-budget',
  'auto-remediation',
] as const;

export type Runbook = (typeof runbooks)[number];

const folder = 'https://github.com/octollm/octollm/blob/main/docs/operations/runbooks';

/** The page of a runbook. */
export const runbookPage = (runbook: Runbook): string => `${folder}/${runbook}.md`;

/** The heading of an alert in its runbook, as GitHub makes an anchor of it. */
export const anchorOf = (alert: string): string => alert.toLowerCase();

export const runbookUrl = ({ name, runbook }: { readonly name: string; readonly runbook: Runbook }): string =>
  `${runbookPage(runbook)}#${anchorOf(name)}`;
