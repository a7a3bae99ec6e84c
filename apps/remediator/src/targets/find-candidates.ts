import type { Candidate, Target } from '../decide/candidate.ts';
import type { Policy, Rule } from '../policy/policy.ts';
import type { Alert } from '../webhook/alert.ts';
import { findTarget } from './find-target.ts';
import type { TenantCosts } from './tenant-usage.ts';

/**
 * The alerts that rules speak of, with what each would be acted on. Of those that are resolved, the ones for
 * which something may be raised. However many alerts there are, the platform is asked once a rule.
 */
export const findCandidates = async (
  alerts: readonly Alert[],
  { rules }: Policy,
  costs: TenantCosts | undefined,
  signal: AbortSignal,
): Promise<readonly Candidate[]> => {
  const spenders = new Map<Rule, Promise<Target>>();
  const targetOf = (rule: Rule, alert: Alert): Promise<Target> => {
    if (rule.action.kind !== 'pause_tenant') return findTarget(rule, alert, costs, signal);
    const target = spenders.get(rule) ?? findTarget(rule, alert, costs, signal);
    spenders.set(rule, target);
    return target;
  };
  return Promise.all(
    alerts.flatMap((alert) =>
      rules
        .filter((rule) => rule.alerts.includes(alert.labels['alertname'] ?? ''))
        .filter(({ action }) => alert.status === 'firing' || action.kind === 'scale')
        .map(async (rule) => ({ rule, alert, target: await targetOf(rule, alert) })),
    ),
  );
};
