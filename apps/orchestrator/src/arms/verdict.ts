import type { ErrorCategory } from '@octollm/contracts';
import type { Verdict } from '@octollm/resilience';
import type { ArmReply } from './arm-client.ts';

/** What can be the arm's own fault. The others are the caller's input, its budget, a policy or a limit. */
const faults: readonly ErrorCategory[] = ['unavailable', 'timeout', 'internal'];

/**
 * What a reply says of the arm that gave it.
 * @param speaksForOthers the arm calls addresses that its users name, so that a failure it reports may be theirs;
 * only what it did not answer, or not properly, is its own
 */
export const verdictOf = (reply: ArmReply, speaksForOthers: boolean): Verdict => {
  if (reply.success) return 'success';
  const answered = 'warnings' in reply;
  if (reply.error.category === 'cancelled') return 'neutral';
  return faults.includes(reply.error.category) && !(answered && speaksForOthers) ? 'failure' : 'success';
};
