import { validateInput } from '@octollm/guardrails';
import { refused } from './failures.ts';

/**
 * Refuses an address that is an attack on whoever it is sent to: the executor is nobody's tool for one.
 * @throws ArmFailure (policy) that says why
 */
export const refuseAttack = (url: string): void => {
  const [finding] = validateInput(url, { sink: 'url', level: 'strict' }).findings;
  if (finding !== undefined)
    throw refused(
      'attack_refused',
      `${finding.explanation.replace(/^The text/, 'The address')} Give one that does not.`,
    );
};
