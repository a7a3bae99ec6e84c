import type { Remediation, RemediationOutcome } from '@octollm/memory';
import type { Verdict } from '../decide/verdict.ts';

/** A decision, as its notification is answered. */
export interface ShownDecision {
  readonly id: string;
  readonly action: string;
  readonly target: string;
  readonly decision: string;
  readonly reason: string;
}

/** A decision with what came of it. */
export interface ShownRemediation extends ShownDecision {
  readonly at: string;
  readonly actor: string;
  readonly rule: string;
  readonly alert: string;
  /** Null while it is carried out, and when nothing was to be. */
  readonly outcome: RemediationOutcome | null;
  readonly message: string | null;
}

export const shownDecision = ({
  id,
  action,
  target,
  decision,
  reason,
}: Omit<Verdict, 'remedy'>): ShownDecision => ({
  id,
  action,
  target,
  decision,
  reason,
});

export const shownRemediation = (remediation: Remediation): ShownRemediation => {
  const { id, action, target, decision, reason, at, actor, details, ended } = remediation;
  return {
    id,
    action,
    target,
    decision,
    reason,
    at: at.toISOString(),
    actor,
    rule: String(details['rule'] ?? ''),
    alert: String(details['alert'] ?? ''),
    outcome: ended?.outcome ?? null,
    message: ended?.message ?? null,
  };
};
