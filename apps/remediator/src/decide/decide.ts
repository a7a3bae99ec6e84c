import type { RemediationHistory } from '@octollm/memory';
import type { Policy } from '../policy/policy.ts';
import { attemptId, attemptIds, type Candidate, keyOf, type Mode, refusalId } from './candidate.ts';
import { type Past, refusalOf } from './refuse.ts';
import { remedyOf } from './remedy-of.ts';
import type { Verdict } from './verdict.ts';

/** How far back decisions look: the longest cool-down, and the longest time that something stays raised, and as long to put it back. */
export const historySeconds = 172_800;

export interface Terms {
  readonly policy: Policy;
  readonly mode: Mode;
  readonly namespace: string;
}

const gravest = ['critical', 'warning', 'info'];

const rank = ({ alert }: Candidate): number => {
  const index = gravest.indexOf(alert.labels['severity'] ?? '');
  return index === -1 ? gravest.length : index;
};

/** One for each key, what is most severe first and then what fires longest. */
const inOrder = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const byKey = new Map(candidates.map((candidate) => [keyOf(candidate), candidate]));
  return [...byKey.values()].toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(a.alert.startsAt) - Date.parse(b.alert.startsAt),
  );
};

/** What limits count in this mode: what was done, or what a dry run would have done; never what was put back or impossible. */
export const countedAs = (mode: Mode): 'act' | 'dry_run' => (mode === 'act' ? 'act' : 'dry_run');

/**
 * Decides what is done about alerts that fire. It computes only: the same candidates and history give the same
 * verdicts. Each verdict counts for those that follow, so that no notification exceeds a limit by its own length.
 */
export const decide = (
  candidates: readonly Candidate[],
  { now, recent, known }: RemediationHistory,
  { policy, mode, namespace }: Terms,
): readonly Verdict[] => {
  const counted = countedAs(mode);
  const past: Past[] = recent.filter(
    ({ decision, action, ended }) =>
      decision === counted && action !== 'restore' && ended?.outcome !== 'impossible',
  );
  return inOrder(candidates).map((candidate): Verdict => {
    const { rule, alert, target } = candidate;
    const name = alert.labels['alertname'] ?? '';
    const attempts = attemptIds(candidate, mode).flatMap((id) => known.get(id) ?? []);
    const refusal = refusalOf(candidate, { now, policy, namespace, past, attempts });
    const common = {
      action: rule.action.kind,
      target: target.name,
      tenantId: 'tenantId' in target ? (target.tenantId ?? null) : null,
      details: {
        rule: rule.name,
        alert: name,
        starts_at: alert.startsAt,
        key: keyOf(candidate),
        ...(rule.action.kind === 'scale' ? { longest_seconds: rule.action.longest_seconds } : {}),
      },
    };
    if (refusal !== undefined)
      return { ...common, ...refusal, id: refusalId(candidate, mode, refusal.decision), remedy: null };
    const reason = `${name} fires for ${target.name} since ${alert.startsAt}.`;
    past.push({ ...common, at: now });
    return {
      ...common,
      id: attemptId(candidate, mode, attempts.length + 1),
      decision: counted,
      reason,
      remedy: mode === 'act' ? remedyOf(rule, target.name, reason) : null,
    };
  });
};
