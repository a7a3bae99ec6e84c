import { text } from './builders.ts';

/** What decides what becomes of texts. */
export const guardrailSettings = {
  GUARDRAILS_POLICY: text({
    description:
      'rules of the guardrails in YAML that come before those of the default policy, see docs/gateway.md; GUARDRAILS_POLICY_FILE names a file with them',
    optional: true,
  }),
};
