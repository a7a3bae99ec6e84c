import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { defaultPolicy } from './default-policy.ts';
import { Policy } from './policy.ts';

/** The policy is not valid; the message says where and why. */
export class PolicyError extends Error {
  constructor(problems: string) {
    super(`The policy of the remediator is not valid.\n${problems}`);
    this.name = 'PolicyError';
  }
}

/** Reads a policy from YAML. @throws PolicyError */
export const parsePolicy = (text: string): Policy => {
  let source: unknown;
  try {
    source = parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new PolicyError(error.message);
    throw error;
  }
  const { data, error } = Policy.safeParse(source);
  if (error !== undefined) throw new PolicyError(z.prettifyError(error));
  return data;
};

/** The policy in a file, or that of the platform. @throws PolicyError, also when the file cannot be read */
export const readPolicy = (path: string | undefined): Policy => {
  if (path === undefined) return Policy.parse(defaultPolicy);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PolicyError(`REMEDIATOR_POLICY points at ${path}, which cannot be read: ${String(cause)}`);
  }
  return parsePolicy(text);
};
