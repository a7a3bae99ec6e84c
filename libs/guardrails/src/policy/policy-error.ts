/** Thrown when a policy cannot be used. The message names the rule and the field. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}
