import { everyAlert, realTime } from '@octollm/observability';
import { expect, it } from 'vitest';
import type { Decision } from './verdict.ts';

const limits: readonly Decision[] = ['target_limit', 'action_limit', 'total_limit'];

it.each(limits)('A limit that is reached is told to people: %s', (limit) => {
  const exhausted = everyAlert({
    pace: realTime,
    environments: [{ name: 'production', namespace: 'octollm-production' }],
  }).find(({ name }) => name === 'RemediationExhausted');
  const [, decisions = ''] = /decision=~"([^"]+)"/.exec(exhausted?.expr.text ?? '') ?? [];
  expect(decisions.split('|')).toContain(limit);
});
