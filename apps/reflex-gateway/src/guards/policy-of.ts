import { type Policy, readPolicy } from '@octollm/guardrails';
import type { Identity } from '../identity/identity.ts';

/** By what texts are judged, as it goes to a thread: the rules of the configuration, and whose texts they are. */
export interface Judgement {
  /** In YAML; none means the default policy. */
  readonly rules?: string | undefined;
  readonly tenant: string;
  readonly tier: Identity['tier'];
}

/** A process has one policy, and its thread the same. */
let last: { readonly rules: string | undefined; readonly policy: Policy } | undefined;

/** The policy of rules, compiled once. @throws PolicyError when they are not well formed */
export const policyOf = (rules: string | undefined): Policy => {
  if (last === undefined || last.rules !== rules) last = { rules, policy: readPolicy(rules) };
  return last.policy;
};
