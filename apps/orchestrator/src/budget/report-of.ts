import { noUsage, type Usage } from '@octollm/contracts';
import { type ArmReply, armUnreachable } from '../arms/arm-client.ts';

/** Errors of calls that were not carried out; an arm that has begun answers with status 200 whatever comes of it. */
const notCarriedOut: ReadonlySet<string> = new Set([
  armUnreachable,
  'arm_refused',
  'circuit_open',
  'arm_busy',
  'unknown_arm',
  'unknown_action',
]);

const isZero = (usage: Usage): boolean => Object.values(usage).every((count) => count === 0);

/** What a call says it used; null when it may have used something and nobody has said what. */
export const reportOf = (reply: ArmReply): Usage | null => {
  if (reply.provenance !== null || !isZero(reply.usage)) return reply.usage;
  return !reply.success && notCarriedOut.has(reply.error.code) ? noUsage : null;
};
