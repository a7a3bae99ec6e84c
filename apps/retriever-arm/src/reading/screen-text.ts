import { type Finding, GuardianCheck } from '@octollm/contracts';
import { type Policy, readPolicy, redactedTypes, ruleSignals, screen } from '@octollm/guardrails';
import { DocumentRefusedError } from './refusal.ts';

/** By what the texts of a tenant are judged, as it goes to a thread. */
export interface Judgement {
  /** The rules of the configuration in YAML; none means the default policy. */
  readonly rules: string | undefined;
  readonly tenant: string;
}

/** A process has one policy, and its threads the same. */
let last: { readonly rules: string | undefined; readonly policy: Policy } | undefined;

const policyOf = (rules: string | undefined): Policy => {
  if (last === undefined || last.rules !== rules) last = { rules, policy: readPolicy(rules) };
  return last.policy;
};

const isReason = ({ check, severity }: Finding): boolean =>
  check !== 'pii' && check !== 'secrets' && (severity === 'high' || severity === 'critical');

const refusal = (text: string, findings: readonly Finding[]): DocumentRefusedError => {
  const reason = findings.find(isReason);
  const page =
    reason === undefined || !text.includes('\f') ? undefined : text.slice(0, reason.start).split('\f').length;
  const where = page === undefined ? '' : ` on page ${page}`;
  return new DocumentRefusedError(
    `The guardrails refuse this document for a text in it${where} (${reason?.type ?? 'policy'}). Take it out and send the document again, or ask an operator to change the policy of your tenant.`,
  );
};

/**
 * Screens the text of a document as the gateway screens texts that somebody else has written: rules alone look for
 * injections, since to the classifier a document about attacks reads like one.
 * @returns the text without what the policy redacts, and the types of it
 * @throws DocumentRefusedError when the policy blocks it
 */
export const screenText = (
  text: string,
  { rules, tenant }: Judgement,
): { readonly text: string; readonly redacted: readonly string[] } => {
  const { decision, findings, sanitized_text } = screen(text, GuardianCheck.options, {
    policy: policyOf(rules),
    tenant,
    origin: 'content',
    signals: ruleSignals,
  });
  if (decision === 'block') throw refusal(text, findings);
  const types = new Set(findings.map(({ type }) => type).filter((type) => redactedTypes.has(type)));
  return { text: sanitized_text, redacted: decision === 'redact' ? [...types] : [] };
};
