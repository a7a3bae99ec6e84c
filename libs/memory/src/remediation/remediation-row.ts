import type { EndedRemediation, Remediation, RemediationOutcome } from './remediation.ts';
import { type AuditRow, endIdOf } from './statements.ts';

const outcomes: readonly RemediationOutcome[] = ['succeeded', 'failed', 'impossible', 'unknown'];

const toEnded = ({ details }: AuditRow): EndedRemediation => ({
  outcome: outcomes.find((outcome) => outcome === details['outcome']) ?? 'unknown',
  message: String(details['message'] ?? ''),
  milliseconds: Number(details['milliseconds'] ?? 0),
});

/** Puts decisions and their ends together. */
export const toRemediations = (
  decisions: readonly AuditRow[],
  ends: readonly AuditRow[],
): readonly Remediation[] => {
  const endsById = new Map(ends.map((row) => [row.id, row]));
  return decisions.map(
    ({ id, at, actor, subject, tenant_id, details: { action, decision, reason, ...details } }) => {
      const end = endsById.get(endIdOf(id));
      return {
        id,
        at,
        actor,
        action: String(action),
        target: subject,
        tenantId: tenant_id,
        decision: String(decision),
        reason: String(reason),
        details,
        ended: end === undefined ? null : toEnded(end),
      };
    },
  );
};
