import type { Remediation } from '@octollm/memory';
import type { Policy } from '../policy/policy.ts';
import { isQuiet } from '../policy/quiet-hours.ts';
import { type Candidate, mostAttempts } from './candidate.ts';
import { secondsSince } from './seconds-since.ts';
import type { Decision } from './verdict.ts';

/** Why nothing is done. */
export interface Refusal {
  readonly decision: Exclude<Decision, 'act' | 'dry_run'>;
  readonly reason: string;
}

/** Something that was done, or would have been, as far as limits look at it. */
export type Past = Pick<Remediation, 'action' | 'target' | 'at'>;

/** What a candidate is judged by. */
export interface Circumstances {
  readonly now: Date;
  readonly policy: Policy;
  /** The namespace whose services this replica looks after. */
  readonly namespace: string;
  /** What was done in the last two days. */
  readonly past: readonly Past[];
  /** The attempts at this candidate so far, first to last. */
  readonly attempts: readonly Pick<Remediation, 'ended'>[];
}

const hour = 3_600;
const day = 86_400;

const mayTryAgain = ({ ended }: Pick<Remediation, 'ended'>): boolean =>
  ended?.outcome === 'failed' || ended?.outcome === 'unknown';

/** What the alert itself stands against: it is not for this rule, not for this place, or answered already. */
const refusalByAlert = (
  candidate: Candidate,
  { attempts, namespace }: Circumstances,
): Refusal | undefined => {
  const { rule, alert, target } = candidate;
  const severity = alert.labels['severity'] ?? 'none';
  if (!rule.severities.some((taken) => taken === severity))
    return { decision: 'severity', reason: `${rule.name} does not act on the severity ${severity}.` };
  const where = alert.labels['namespace'] ?? 'none';
  if (where !== namespace)
    return { decision: 'elsewhere', reason: `It is about the namespace ${where}, not ${namespace}.` };
  if ('missing' in target) return { decision: 'no_target', reason: target.missing };
  const last = attempts.at(-1);
  if (last !== undefined && !mayTryAgain(last))
    return { decision: 'repeated', reason: 'This occurrence was answered already.' };
  if (attempts.length >= mostAttempts)
    return { decision: 'repeated', reason: `It was tried ${mostAttempts} times; somebody has to look.` };
  return undefined;
};

/** What the clock and the limits stand against. */
const refusalByLimits = (
  { rule, alert, target }: Candidate,
  { now, policy, past }: Circumstances,
): Refusal | undefined => {
  const { kind } = rule.action;
  const limit = policy.limits.actions[kind];
  const young = rule.firing_seconds - secondsSince(new Date(alert.startsAt), now);
  if (young > 0)
    return { decision: 'too_young', reason: `It must fire for ${Math.ceil(young)} seconds more.` };
  if (isQuiet(policy.quiet_hours, now)) return { decision: 'quiet_hours', reason: 'These are quiet hours.' };
  const since = past
    .filter((one) => one.action === kind && one.target === target.name)
    .map(({ at }) => secondsSince(at, now));
  if (since.filter((seconds) => seconds < day).length >= limit.per_day)
    return {
      decision: 'target_limit',
      reason: `${kind} of ${target.name} was done ${limit.per_day} times within the day; somebody has to look.`,
    };
  if (since.some((seconds) => seconds < limit.cool_down_seconds))
    return {
      decision: 'cool_down',
      reason: `The last ${kind} of ${target.name} was less than ${limit.cool_down_seconds} seconds ago.`,
    };
  const lastHour = past.filter((one) => secondsSince(one.at, now) < hour);
  if (lastHour.filter(({ action }) => action === kind).length >= limit.per_hour)
    return { decision: 'action_limit', reason: `${kind} was done ${limit.per_hour} times within the hour.` };
  if (lastHour.length >= policy.limits.per_hour)
    return {
      decision: 'total_limit',
      reason: `${policy.limits.per_hour} actions were done within the hour.`,
    };
  return undefined;
};

/** Why nothing is done about a candidate; undefined when something is. */
export const refusalOf = (candidate: Candidate, circumstances: Circumstances): Refusal | undefined =>
  refusalByAlert(candidate, circumstances) ?? refusalByLimits(candidate, circumstances);
