import { parse, YAMLParseError } from 'yaml';
import { defaultPolicy } from './default-policy.ts';
import type { Policy } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { policyFor } from './policy-for.ts';

const parsed = (yaml: string): unknown => {
  try {
    return parse(yaml);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new PolicyError(`The policy is not valid YAML: ${error.message}`, { cause: error });
  }
};

/**
 * The policy of rules in YAML that come before those of the default policy, or stand in the place of one with the same
 * id. Without rules it is the default.
 * @throws PolicyError that names the rule and the field, or the line
 */
export const readPolicy = (yaml: string | undefined): Policy =>
  yaml === undefined ? defaultPolicy : policyFor(defaultPolicy, parsed(yaml));
