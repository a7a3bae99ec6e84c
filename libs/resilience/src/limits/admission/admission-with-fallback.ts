import type { Failover } from '../fallback/failover.ts';
import type { AdmissionLimiter } from './admission-limiter.ts';
import type { LocalAdmissionLimiter } from './local-admission-limiter.ts';

/**
 * An admission limiter that goes on in this process while the primary does not answer. The local one counts whatever
 * the primary admits, so that an outage gives nobody a fresh burst or fresh slots; slots that were taken during an
 * outage count in the primary from their next renewal on, as far as it has room.
 */
export const admissionWithFallback = (
  primary: AdmissionLimiter,
  local: LocalAdmissionLimiter,
  failover: Failover,
): AdmissionLimiter => ({
  admit: (id, demands) =>
    failover.decide(
      async () => {
        const decision = await primary.admit(id, demands);
        if (decision.allowed) local.record(id, demands);
        return decision;
      },
      () => local.admit(id, demands),
    ),
  giveBack: async (id, parts) => {
    // Before anything is awaited, so that whoever asks next finds the room.
    const here = local.giveBack(id, parts);
    await failover.decide(
      () => primary.giveBack(id, parts),
      // The bucket fills up and the lease ends by themselves.
      () => undefined,
    );
    await here;
  },
});
